-- migrate:up
-- The movement that brought a lot in: what a unit of it cost, asked whenever goods are sold below zero.
CREATE INDEX stock_movement_receipt ON stock_movement (tenant_id, lot_id) WHERE kind = 'delivery';

-- migrate:down
DROP INDEX stock_movement_receipt;
