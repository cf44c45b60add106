-- Loads of a warehouse from zero that were asked for at the command line while a node holds it: the node takes them up, works on
-- them and tells here how far it is.
create table warehouse_rebuilds (
  id            uuid primary key,
  warehouse     text not null,                               -- which: a node has its own, a PostgreSQL server serves all
  requested_at  timestamptz not null,
  began_at      timestamptz,
  ended_at      timestamptz,
  progress      text not null default '',                    -- table, rows, share
  error         text
);
create index warehouse_rebuilds_open on warehouse_rebuilds (warehouse) where ended_at is null;
alter table warehouse_rebuilds enable row level security;
revoke all on warehouse_rebuilds from quayside_app;
