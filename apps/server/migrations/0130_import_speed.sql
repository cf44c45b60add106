-- How many entries of accounts_by_search and accounts_by_match may wait unsorted is said by the session, not by the index: short for
-- everybody (64 kB, see platform/database.ts), because every search reads them; long for an import, which sorts a chunk at once.
-- Sorting in by forty rows cost four times as much as everything else a row costs.
alter index accounts_by_search reset (gin_pending_list_limit);
alter index accounts_by_match reset (gin_pending_list_limit);
