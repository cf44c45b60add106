-- The star schema, in statements that DuckDB and PostgreSQL understand the same way; docs/warehouse.md tells what each column
-- means. Money in ten-thousandths of the currency unit (_e4), weights in grams (_g), shares in basis points (_bp), moments in UTC.
-- No constraints: the feeder replaces rows by their keys, and a load from zero shares a transaction with the rows it replaces.
create sequence account_keys;

-- Dimensions --------------------------------------------------------------------------------------------------------------
-- As accounts stand now. account_key is a small integer: grouping by it is several times faster than by UUID.
create table dim_account (
  account_id    uuid not null,
  account_key   integer not null,
  kind          varchar not null,
  state         varchar not null,
  state_since   timestamp not null,
  tier          varchar,
  tier_since    date,
  industry      varchar,
  size          varchar,
  potential     smallint,
  account_type  varchar,
  credit_grade  varchar,
  payment_days  smallint,
  source_family varchar,
  parent_id     uuid,
  owner_id      uuid,
  team_id       uuid,
  created_on    date not null,
  created_at    timestamp not null,
  is_gone       boolean not null
);

-- What changed when; dim_account_history tells it as periods.
create table account_change (
  change_id   uuid not null,
  account_key integer not null,
  valid_from  timestamp not null,
  state       varchar not null,
  tier        varchar,
  owner_id    uuid,
  team_id     uuid,
  is_gone     boolean not null
);

-- Every account in every period; the last has no end. Who never changed has one period, from his creation.
create view dim_account_history as
select account_key, valid_from, lead(valid_from) over (partition by account_key order by valid_from) as valid_to,
       state, tier, owner_id, team_id, is_gone
from   account_change
union all
select d.account_key, d.created_at, null, d.state, d.tier, d.owner_id, d.team_id, d.is_gone
from   dim_account d
where  not exists (select 1 from account_change c where c.account_key = d.account_key);

-- Neither names nor numbers of people: they are read through the row policies of the database.
create table dim_contact (
  contact_id        uuid not null,
  account_key       integer not null,
  role              varchar not null,
  preferred_channel varchar,
  is_primary        boolean not null,
  is_active         boolean not null,
  created_on        date not null
);

create table dim_address (
  address_id    uuid not null,
  account_key   integer not null,
  kind          varchar not null,
  country       varchar not null,
  province      varchar,
  city          varchar,
  district      varchar,
  division_code varchar,
  unlocode      varchar,
  is_primary    boolean not null
);

create table dim_staff (
  user_id   uuid not null,
  name      varchar not null,
  team_id   uuid,
  team      varchar,
  is_active boolean not null
);

create table dim_date (
  day                    date not null,
  year                   smallint not null,
  quarter                smallint not null,
  month                  smallint not null,
  day_of_month           smallint not null,
  day_of_year            smallint not null,
  iso_year               smallint not null,
  iso_week               smallint not null,
  weekday                smallint not null,
  is_workday             boolean not null,
  is_holiday             boolean not null,
  is_make_up_workday     boolean not null,
  is_arranged            boolean not null,
  holiday_zh             varchar,
  holiday_en             varchar,
  lunar_month            smallint not null,
  lunar_day              smallint not null,
  is_leap_month          boolean not null,
  spring_festival_offset smallint not null
);

-- Facts -------------------------------------------------------------------------------------------------------------------
create table fact_order (
  order_id    uuid not null,
  account_key integer not null,
  ordered_on  date not null,
  currency    varchar not null,
  channel     varchar not null,
  status      varchar not null
);

create table fact_order_line (
  line_id      uuid not null,
  order_id     uuid not null,
  account_key  integer not null,
  ordered_on   date not null,
  currency     varchar not null,
  channel      varchar not null,
  status       varchar not null,
  service      varchar not null,
  mode         varchar,
  category     varchar,
  sub_category varchar,
  item_code    varchar,
  item         varchar,
  origin       varchar,
  destination  varchar,
  country      varchar,
  region       varchar,
  vendor       varchar,
  quantity     decimal(18, 4),
  unit         varchar,
  amount_e4    bigint not null,
  cost_e4      bigint,
  discount_bp  integer,
  freight_e4   bigint,
  weight_g     bigint,
  promised_on  date,
  shipped_on   date,
  delivered_on date,
  -- Small numbers worked out of the columns above, to count by (days-code.ts).
  service_no   smallint not null,
  days_code    smallint
);

create table fact_interaction (
  interaction_id   uuid not null,
  account_key      integer not null,
  contact_id       uuid,
  author_id        uuid,
  kind             varchar not null,
  direction        varchar not null,
  channel          varchar,
  outcome          varchar,
  happened_at      timestamp not null,
  duration_seconds integer
);

create table fact_inventory_snapshot (
  snapshot_id uuid not null,
  account_key integer not null,
  day         date not null,
  site        varchar not null,
  sku         varchar not null,
  quantity    decimal(18, 4) not null,
  unit        varchar,
  value_e4    bigint,
  currency    varchar not null
);

-- Region, distance and whether it went direct are not known yet.
create table fact_shipment (
  shipment_id     uuid not null,
  account_key     integer not null,
  order_id        uuid,
  service         varchar not null,
  mode            varchar,
  carrier         varchar,
  origin          varchar,
  destination     varchar,
  region          varchar,
  status          varchar not null,
  planned_on      date,
  promised_on     date,
  picked_up_on    date,
  picked_up_at    timestamp,
  delivered_at    timestamp,
  pieces          integer,
  pieces_damaged  integer,
  pieces_lost     integer,
  weight_g        bigint,
  distance_m      bigint,
  is_direct       boolean,
  feedback_minutes integer
);

-- Planned or happened. When the customer was told is not known yet.
create table fact_milestone (
  milestone_id uuid not null,
  account_key  integer not null,
  shipment_id  uuid not null,
  kind         varchar not null,
  place        varchar,
  planned_at   timestamp,
  happened_at  timestamp,
  told_at      timestamp
);

-- Without a source yet: empty until the module that keeps it is built and source-tables.ts names it.
create table fact_cost (
  cost_id     uuid not null,
  account_key integer not null,
  order_id    uuid,
  shipment_id uuid,
  kind        varchar not null,
  occurred_on date not null,
  amount_e4   bigint not null,
  currency    varchar not null
);

create table fact_invoice (
  invoice_id  uuid not null,
  account_key integer not null,
  invoiced_on date not null,
  due_on      date not null,
  paid_on     date,
  status      varchar not null,
  amount_e4   bigint not null,
  open_e4     bigint not null,
  currency    varchar not null
);

create table fact_payment (
  payment_id  uuid not null,
  account_key integer not null,
  invoice_id  uuid,
  paid_on     date not null,
  amount_e4   bigint not null,
  currency    varchar not null
);

-- Without a source yet, as all below.
create table fact_service_event (
  event_id      uuid not null,
  account_key   integer not null,
  order_id      uuid,
  shipment_id   uuid,
  contact_id    uuid,
  staff_id      uuid,
  kind          varchar not null,
  severity      varchar,
  opened_at     timestamp not null,
  answered_at   timestamp,
  resolved_at   timestamp,
  due_at        timestamp,
  claim_e4      bigint,
  paid_e4       bigint,
  currency      varchar
);

create table fact_call (
  call_id      uuid not null,
  account_key  integer not null,
  contact_id   uuid,
  staff_id     uuid,
  direction    varchar not null,
  queue        varchar,
  began_at     timestamp not null,
  wait_seconds integer not null,
  talk_seconds integer not null,
  is_answered  boolean not null
);

create table fact_survey_answer (
  answer_id   uuid not null,
  account_key integer not null,
  contact_id  uuid,
  survey      varchar not null,
  question    varchar not null,
  answered_at timestamp not null,
  score       smallint,
  choice      varchar
);

create table fact_campaign_reply (
  reply_id    uuid not null,
  account_key integer not null,
  contact_id  uuid,
  campaign    varchar not null,
  channel     varchar not null,
  sent_at     timestamp not null,
  replied_at  timestamp,
  reply       varchar,
  order_id    uuid
);

-- Dimensions that are what stands in the facts.
create view dim_service as select distinct service, mode, category, sub_category from fact_order_line;
create view dim_goods as select distinct item_code, item, category, sub_category from fact_order_line;
create view dim_lane as select distinct origin, destination, country, region from fact_order_line;
create view dim_channel as select distinct channel from fact_order;

-- Up to which snapshot of the source the rows above follow it; moved in the same transaction as the rows. xid: its oldest
-- transaction that still ran.
create table feeder_cursor (
  xid        bigint not null,
  snapshot   varchar not null,
  system_id  varchar not null,
  loaded_at  timestamp not null,
  marks      varchar not null                                -- which snapshot changed each table last (marks.ts)
);
