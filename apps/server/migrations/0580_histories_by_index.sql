-- Its plan is made once for all customers that move together. Where the table was empty when statistics were taken, as before the first
-- tiers, it was read whole for each of them.
alter function keep_account_history(uuid, timestamptz, account_history, account_history) set enable_seqscan = off;
