-- What PostgreSQL needs besides star-schema.sql: indexes to replace rows by, and DuckDB's name for a number that both know.
create domain double as double precision;

create unique index dim_account_by_id on dim_account (account_id);
create unique index dim_account_by_key on dim_account (account_key);
create index account_change_by_id on account_change (change_id);
create index account_change_of_account on account_change (account_key, valid_from);
create index dim_contact_by_id on dim_contact (contact_id);
create index dim_address_by_id on dim_address (address_id);
create index dim_staff_by_id on dim_staff (user_id);
create unique index dim_date_by_day on dim_date (day);
create index fact_order_by_id on fact_order (order_id);
create index fact_order_of_account on fact_order (account_key, ordered_on);
create index fact_order_line_by_id on fact_order_line (line_id);
create index fact_order_line_by_order on fact_order_line (order_id);
create index fact_order_line_of_account on fact_order_line (account_key, ordered_on);
create index fact_interaction_by_id on fact_interaction (interaction_id);
create index fact_interaction_of_account on fact_interaction (account_key, happened_at);
create index fact_inventory_snapshot_by_id on fact_inventory_snapshot (snapshot_id);
create index fact_inventory_snapshot_of_account on fact_inventory_snapshot (account_key, day);
create index fact_order_total_by_id on fact_order_total (order_id);
create index fact_order_total_of_account on fact_order_total (account_key, ordered_on);
