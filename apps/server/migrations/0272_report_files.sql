-- The file of a run is one of its owner's stored files, which are counted and expire.
drop index report_runs_content;
alter table report_runs drop column sha256, drop column media_type;
alter table report_runs add column file_id uuid references stored_files on delete set null;
create index report_runs_of_file on report_runs (file_id) where file_id is not null;
-- Told to those it was sent to, who see neither the schedule nor the saved analysis.
alter table report_runs add column owner_id uuid not null references users on delete cascade, add column title text;
