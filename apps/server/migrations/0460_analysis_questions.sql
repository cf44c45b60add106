-- Questions asked of analyses within the last day, so that a node that starts answers them before anybody asks again. Its own notes:
-- nobody reads them through the interface.
create table analysis_questions (
  key       text primary key,                                -- all of it as one text
  analysis  text not null,
  period    text not null,                                   -- by name, so that it moves on with the days; custom: its days are in the question
  question  jsonb not null,
  asker     uuid references users on delete cascade,         -- null: whoever sees every customer
  asked_at  timestamptz not null
);
create index analysis_questions_by_age on analysis_questions (asked_at);
alter table analysis_questions enable row level security;
revoke all on analysis_questions from quayside_app;
