
-- Sums of the lines of each order, kept by the feeder (order-totals.ts): half the rows of the lines and no text, so that questions about
-- customers need not tell millions of order ids apart.
create table fact_order_total (
  order_id      uuid not null,
  account_key   integer not null,
  ordered_on    date not null,
  currency      varchar not null,
  lines         integer not null,
  forward_lines integer not null,
  costed_lines  integer not null,
  amount_e4     bigint not null,
  back_e4       bigint not null,
  costed_e4     bigint not null,
  cost_e4       bigint not null,
  weight_g      bigint not null,
  services      integer not null,                            -- a bit for each service among the lines (order-totals.ts)
  in_parts      boolean not null                             -- the order has other rows too: of several customers, days or currencies
);

-- Order totals summed once more, by customer and month: a fifth of the rows. Sums of a period are those of its whole months and of the
-- days before and after them.
create table fact_account_month (
  account_key   integer not null,
  month         date not null,                               -- its first day
  currency      varchar not null,
  orders        integer not null,                            -- rows of fact_order_total
  parts         integer not null,                            -- those of orders that have other rows too
  lines         integer not null,
  forward_lines integer not null,
  costed_lines  integer not null,
  amount_e4     bigint not null,
  back_e4       bigint not null,
  costed_e4     bigint not null,
  cost_e4       bigint not null,
  weight_g      bigint not null,
  services      integer not null,
  bought_days   integer not null,                            -- the days on which anything but returns was ordered: the first is bit 0
  first_on      date not null,
  last_on       date not null,
  -- Of orders with anything but returns.
  forward_orders   integer not null,
  first_forward_on date,
  last_forward_on  date
);

-- Lines summed by customer, month and service, kept as the months are.
create table fact_service_month (
  account_key   integer not null,
  month         date not null,
  currency      varchar not null,
  service_no    smallint not null,                           -- as in fact_order_line
  lines         integer not null,
  costed_lines  integer not null,
  amount_e4     bigint not null,
  costed_e4     bigint not null,
  cost_e4       bigint not null
);
