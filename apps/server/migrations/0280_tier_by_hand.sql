-- A tier that people set against the ranking, with the reason, until a day. The ranking goes on beside it.
alter table account_figures
  add column ranked_tier text check (ranked_tier in ('A', 'B', 'C', 'D')),
  add column hand_tier   text check (hand_tier in ('A', 'B', 'C', 'D')),
  add column hand_reason text check (length(hand_reason) between 1 and 500),
  add column hand_until  date,                               -- last day it holds; null: until taken back
  add column hand_by     uuid references users on delete set null,
  add column hand_at     timestamptz,
  add constraint hand_tier_with_reason check ((hand_tier is null) = (hand_reason is null));
update account_figures set ranked_tier = tier where tier is not null;
create index account_figures_by_hand on account_figures (hand_until) where hand_tier is not null;
