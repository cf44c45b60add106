-- A person who watches long work begin again at nothing asks why: the attempt tells that one before broke off.
alter table jobs_progress add column attempt smallint not null default 0 check (attempt >= 0); -- 0: not begun
