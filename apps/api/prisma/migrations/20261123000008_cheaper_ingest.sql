-- migrate:up
-- Each of these refers to a row whose own key holds the tenant (posting: its document's), so that a second reference to
-- the tenant proves nothing. It did lock the tenant's row for every line of every sale: a quarter of the work.
ALTER TABLE journal_entry DROP CONSTRAINT journal_entry_tenant_id_fkey;
ALTER TABLE receipt DROP CONSTRAINT receipt_tenant_id_fkey;
ALTER TABLE receipt_line DROP CONSTRAINT receipt_line_tenant_id_fkey;
ALTER TABLE receipt_payment DROP CONSTRAINT receipt_payment_tenant_id_fkey;
ALTER TABLE fiscal_mark DROP CONSTRAINT fiscal_mark_tenant_id_fkey;
ALTER TABLE stock_movement DROP CONSTRAINT stock_movement_tenant_id_fkey;
ALTER TABLE posting DROP CONSTRAINT posting_tenant_id_fkey;
-- PostgreSQL lets transactions that notify commit one at a time only, each waiting for the disk alone. Sales are told
-- of after their commit (poke.hub.ts), deliveries with their own statement.
DROP TRIGGER stock_balance_notify ON stock_balance;

-- migrate:down
CREATE TRIGGER stock_balance_notify AFTER INSERT OR UPDATE ON stock_balance FOR EACH STATEMENT EXECUTE FUNCTION notify_change();
ALTER TABLE posting ADD FOREIGN KEY (tenant_id) REFERENCES tenant (id);
ALTER TABLE stock_movement ADD FOREIGN KEY (tenant_id) REFERENCES tenant (id);
ALTER TABLE fiscal_mark ADD FOREIGN KEY (tenant_id) REFERENCES tenant (id);
ALTER TABLE receipt_payment ADD FOREIGN KEY (tenant_id) REFERENCES tenant (id);
ALTER TABLE receipt_line ADD FOREIGN KEY (tenant_id) REFERENCES tenant (id);
ALTER TABLE receipt ADD FOREIGN KEY (tenant_id) REFERENCES tenant (id);
ALTER TABLE journal_entry ADD FOREIGN KEY (tenant_id) REFERENCES tenant (id);
