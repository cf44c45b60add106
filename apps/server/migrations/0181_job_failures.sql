-- Why a job failed, in both languages or as a code with parameters: its reader may read another language than its writer.
alter table jobs_progress add column failure jsonb;
