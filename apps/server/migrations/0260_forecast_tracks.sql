-- What was forecast when: held against what came, once the month is over. Of the company as a whole and of each service.
create table forecast_tracks (
  id         uuid primary key,
  scope      text not null check (scope in ('all', 'service')),
  key        text not null check ((scope = 'all') = (key = '')),  -- the service; '' for the company
  measure    text not null check (measure in ('revenue', 'orders', 'lines')),
  currency   char(3) not null,
  made_on    date not null,
  made_by    uuid references users on delete set null,            -- null: by the monthly run
  after      date not null,                                       -- first day of the last month that was known
  month      date not null check (month > after),                 -- first day of the month forecast
  step       smallint not null check (step >= 1),                 -- months ahead
  mean       double precision not null,
  lower      double precision not null,                           -- of the interval of 80 %
  upper      double precision not null check (upper >= lower),
  scale      double precision not null,                           -- seasonal naive error of the history, for MASE; 0: none
  method     text not null,
  made_at    timestamptz not null,
  unique (scope, key, measure, currency, after, step)
);
alter table forecast_tracks enable row level security;
-- The company's figures: for who may see all customers and their orders.
create policy forecast_tracks_read on forecast_tracks for select to quayside_app using (
  (select actor_scope('analyses', 'read')) = 'all'
  and (select actor_scope('orders', 'read')) = 'all'
  and (select actor_scope('accounts', 'read')) = 'all');
revoke insert, update, delete on forecast_tracks from quayside_app;
