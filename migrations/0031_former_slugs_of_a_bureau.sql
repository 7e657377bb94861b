-- The ledger finds entries under every slug a bureau has had.
CREATE INDEX former_slugs_by_bureau ON former_slugs (bureau_id);
