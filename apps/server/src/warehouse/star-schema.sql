-- The warehouse in its first form: accounts, orders and order lines. Money in ten-thousandths of the currency unit.
-- Only statements that DuckDB and PostgreSQL both understand the same way are used on it.
create sequence if not exists account_keys;

-- One row per account, as it stands now. account_key is a small integer: grouping by it is several times faster than by UUID.
create table if not exists dim_account (
  account_id  uuid primary key,
  account_key integer not null,
  kind        varchar not null,
  state       varchar not null,
  industry    varchar,
  owner_id    uuid,
  team_id     uuid,
  created_on  date not null,
  is_gone     boolean not null
);

create table if not exists fact_order (
  order_id    uuid not null,
  account_key integer not null,
  ordered_on  date not null,
  currency    varchar not null,
  channel     varchar not null,
  status      varchar not null
);

create table if not exists fact_order_line (
  line_id      uuid not null,
  order_id     uuid not null,
  account_key  integer not null,
  ordered_on   date not null,
  currency     varchar not null,
  service      varchar not null,
  mode         varchar,
  category     varchar,
  sub_category varchar,
  region       varchar,
  quantity     decimal(18, 4),
  amount_e4    bigint not null,
  cost_e4      bigint,
  freight_e4   bigint,
  weight_g     bigint,
  promised_on  date,
  shipped_on   date,
  delivered_on date
);

-- Up to which transaction the rows above follow the source; moved in the same transaction as the rows.
create table if not exists feeder_cursor (
  one        boolean primary key,
  xid        bigint not null,
  system_id  varchar not null,
  loaded_at  timestamp not null
);
