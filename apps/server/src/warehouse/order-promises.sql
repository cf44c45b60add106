
-- What was promised of each order and what came of it, kept by the feeder (order-promises.ts), so that nobody need tell the lines of
-- millions of orders apart. One row for the order and one for each service of it; both are the same row where it has one service.
-- Without lines that have no promise.
create table fact_order_promise (
  order_id          uuid not null,
  account_key       integer not null,
  ordered_on        date not null,
  currency          varchar not null,
  services          integer not null,                        -- as in fact_order_total, of the lines with a promise
  is_order          boolean not null,                        -- stands for the order
  is_service        boolean not null,                        -- stands for one service of it
  is_delivered      boolean not null,                        -- every line of it
  last_delivered_on date,
  latest_days       integer,                                 -- of the line delivered latest against its promise; early is below 0
  earliest_days     integer,
  awaited_on        date,                                    -- last promise of the lines not delivered
  in_parts          boolean not null,                        -- the order has other rows of the kind too, as in fact_order_total
  service_no        smallint,                                -- of one service alone
  days_code         smallint                                 -- latest_days and earliest_days, to count by (days-code.ts)
);
