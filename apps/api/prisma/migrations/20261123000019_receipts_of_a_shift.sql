-- migrate:up
-- The receipts of a shift by the number on the paper. One that was accepted by hand from beside the till's chain, or whose
-- number another one has, was made by a copy of the till: each of the two claims what it knows. `copy_knows`: a copy knows
-- what it made itself, and what was in the journal before it was copied.
CREATE FUNCTION app_receipts_of_shift(terminal_id uuid, shift_id uuid)
  RETURNS TABLE (number bigint, total_tiyin bigint, vat_tiyin bigint, is_copys boolean, copy_knows boolean)
  LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH held AS (
    SELECT coalesce(r.original_receipt_number, r.receipt_number) AS number, r.total_tiyin, r.vat_tiyin, r.epoch, r.seq,
      r.epoch = 0 AND (r.original_receipt_number IS NOT NULL OR EXISTS (SELECT FROM quarantine_decision d
        JOIN journal_quarantine q ON q.tenant_id = d.tenant_id AND q.id = d.quarantine_id
        WHERE d.tenant_id = r.tenant_id AND d.terminal_id = r.terminal_id AND d.epoch = r.epoch AND d.seq = r.seq
          AND NOT EXISTS (SELECT FROM journal_entry j WHERE j.tenant_id = q.tenant_id AND j.terminal_id = q.terminal_id
            AND j.epoch = q.epoch AND j.seq = q.seq AND j.hash = q.hash))) AS is_copys
    FROM receipt r WHERE r.tenant_id = (SELECT app_tenant()) AND r.shift_id = $2 AND r.terminal_id = $1
  ), fork AS (
    SELECT q.epoch, min(q.seq) AS seq FROM journal_quarantine q
    WHERE q.tenant_id = (SELECT app_tenant()) AND q.terminal_id = $1
      AND NOT EXISTS (SELECT FROM journal_entry j WHERE j.tenant_id = q.tenant_id AND j.terminal_id = q.terminal_id
        AND j.epoch = q.epoch AND j.seq = q.seq AND j.hash = q.hash)
    GROUP BY q.epoch
  )
  SELECT h.number, h.total_tiyin, h.vat_tiyin, h.is_copys, h.is_copys
    OR (h.number <> ALL (ARRAY (SELECT c.number FROM held c WHERE c.is_copys)) AND coalesce(h.seq < fork.seq, true))
  FROM held h LEFT JOIN fork ON fork.epoch = h.epoch
$$;

-- migrate:down
DROP FUNCTION app_receipts_of_shift;
