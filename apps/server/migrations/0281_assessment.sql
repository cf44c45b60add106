-- What the analyses say of each customer, kept beside his sums so that lists and the 360 show the same figures as the pages of
-- analysis. Written by the assessment alone, over the whole base.
alter table account_figures
  add column assessed_on       date,
  add column rfm               smallint check (rfm between 111 and 555),
  add column rfm_segment       text,
  add column alive             real check (alive between 0 and 1),       -- probability to be a customer still
  add column expected_orders   real,                                     -- purchases in the next twelve months
  add column lifetime_value_e4 bigint,                                   -- discounted, in assessed_currency
  add column assessed_currency text,
  add column slipping_since    date,                                     -- the churn radar's alarm
  add column health            smallint check (health between 0 and 100);
create index account_figures_by_lifetime on account_figures (lifetime_value_e4, account_id) where lifetime_value_e4 is not null;
create index account_figures_by_health on account_figures (health, account_id) where health is not null;
