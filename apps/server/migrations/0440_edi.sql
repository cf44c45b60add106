-- The EDI centre: who writes to us, by which way, and what came and went. Raw bytes lie in the file store; these tables say what they
-- are, what became of them, and what a person did about it.

create table edi_partners (
  id             uuid primary key,
  name           text not null check (length(name) between 1 and 200),
  kind           text not null check (kind in ('customer', 'carrier', 'supplier', 'warehouse')),
  account_id     uuid references accounts on delete set null,  -- whose orders they place, where they place them for one
  standard       text not null check (standard in ('x12', 'edifact')),
  our_qualifier  text not null default '' check (length(our_qualifier) <= 4),
  our_id         text not null check (length(our_id) between 1 and 35),
  acts_as        uuid not null references users,               -- in whose name, and with whose rights, their messages are taken
  active         boolean not null default true,
  settings       jsonb not null default '{}',                  -- releases, acknowledgements, what is written to them, mapping overrides
  version        integer not null default 1,
  created_at     timestamptz not null,
  updated_at     timestamptz not null
);
create index edi_partners_of_account on edi_partners (account_id) where account_id is not null;

-- A speaker is one partner's: whoever is named as sender is known by it.
create table edi_identities (
  partner_id  uuid not null references edi_partners on delete cascade,
  level       text not null check (level in ('interchange', 'group')),
  qualifier   text not null default '' check (length(qualifier) <= 4),
  identifier  text not null check (length(identifier) between 1 and 35),
  primary key (level, identifier, qualifier)
);
create index edi_identities_of_partner on edi_identities (partner_id);

-- What the partner calls our customers, places and services.
create table edi_codes (
  id          uuid primary key,
  partner_id  uuid not null references edi_partners on delete cascade,
  kind        text not null check (kind in ('customer', 'place', 'service')),
  code        text not null check (length(code) between 1 and 80),
  account_id  uuid references accounts on delete cascade,
  value       text check (length(value) between 1 and 200),
  unique (partner_id, kind, code),
  check ((kind = 'customer') = (account_id is not null) and (kind = 'customer') = (value is null))
);
create index edi_codes_of_account on edi_codes (account_id) where account_id is not null;

create table edi_channels (
  id             uuid primary key,
  partner_id     uuid not null references edi_partners on delete cascade,
  way            text not null check (way in ('http', 'folder', 'sftp')),
  settings       jsonb not null default '{}',                  -- folders, host, port, user, fingerprint of the host's key
  secret         text,                                         -- password or private key, sealed with the installation's secret
  allow_private  boolean not null default false,               -- an administrator lets this one host lie inside our own network
  active         boolean not null default true,
  looked_at      timestamptz,
  worked_at      timestamptz,
  failures       integer not null default 0,
  trouble        jsonb,                                        -- why the last look failed, for a person
  version        integer not null default 1,
  created_at     timestamptz not null,
  updated_at     timestamptz not null
);
create index edi_channels_of_partner on edi_channels (partner_id);

-- One file as it came or was made; an interchange is acknowledged only after this row and the content are on the disk.
create table edi_files (
  id           uuid primary key,
  direction    text not null check (direction in ('in', 'out')),
  way          text not null check (way in ('http', 'folder', 'sftp', 'screen', 'made')),
  channel_id   uuid references edi_channels on delete set null,
  name         text not null check (length(name) between 1 and 255),
  sha256       text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes        bigint not null check (bytes >= 0),
  seen_as      text unique,                                    -- channel, name, size and time of a file that is picked up: taken once
  by_id        uuid references users,
  received_at  timestamptz not null,
  state        text not null default 'received' check (state in ('received', 'read', 'unreadable')),
  issues       jsonb not null default '[]'                     -- met outside of any interchange
);
create index edi_files_newest on edi_files (received_at desc, id desc);
create index edi_files_by_content on edi_files (sha256);

create table edi_interchanges (
  id                  uuid primary key,
  direction           text not null check (direction in ('in', 'out')),
  file_id             uuid not null references edi_files on delete cascade,
  position            integer not null,                        -- 1 for the first of its file
  partner_id          uuid references edi_partners on delete set null,
  standard            text not null check (standard in ('x12', 'edifact')),
  control             text not null,
  sender_qualifier    text not null default '',
  sender              text not null default '',
  receiver_qualifier  text not null default '',
  receiver            text not null default '',
  sent_on             text not null default '',                -- as written
  sent_at             text not null default '',
  release             text not null default '',
  test                boolean not null default false,
  wants_receipt       boolean not null default false,
  delimiters          jsonb not null,
  whole               boolean not null default true,
  issues              jsonb not null default '[]',             -- of the interchange and its groups
  state               text not null check (state in ('reading', 'taking', 'settled', 'repeated', 'waiting', 'sent', 'acknowledged', 'rejected', 'overdue')),
  repeats_id          uuid references edi_interchanges on delete set null,  -- the first with this control number
  answers_id          uuid unique references edi_interchanges on delete cascade,  -- an acknowledgement of ours: what it acknowledges
  channel_id          uuid references edi_channels on delete set null,      -- by which it leaves
  received_at         timestamptz not null,
  settled_at          timestamptz,
  sent_time           timestamptz,
  due_at              timestamptz,                             -- until when the partner must have acknowledged it
  attempts            integer not null default 0,
  trouble             jsonb,
  unique (file_id, position)
);
create index edi_interchanges_newest on edi_interchanges (direction, received_at desc, id desc);
create index edi_interchanges_by_control on edi_interchanges (direction, sender, control);
create index edi_interchanges_open on edi_interchanges (state) where state in ('reading', 'taking', 'waiting', 'sent');
create index edi_interchanges_of_partner on edi_interchanges (partner_id) where partner_id is not null;

create table edi_messages (
  id               uuid primary key,
  interchange_id   uuid not null references edi_interchanges on delete cascade,
  direction        text not null check (direction in ('in', 'out')),
  position         integer not null,                           -- 1 for the first of its interchange
  partner_id       uuid references edi_partners on delete set null,
  type             text not null,
  release          text not null default '',
  control          text not null default '',
  group_kind       text not null default '',
  group_control    text not null default '',
  group_position   integer not null default 0,
  at               bigint not null,                            -- where it begins in its file, and how long it is
  bytes            bigint not null,
  segments         integer not null default 0,
  status           text not null default 'received'
                   check (status in ('received', 'taken', 'quarantined', 'rejected', 'waiting', 'sent', 'acknowledged', 'overdue')),
  verdict          text not null default 'accepted' check (verdict in ('accepted', 'withErrors', 'refused')),
  syntax           jsonb not null default '[]',                -- issues of the envelope reader
  issues           jsonb not null default '[]',                -- issues of the message layer, the first of them
  reasons          jsonb not null default '[]',                -- why it lies in quarantine, for a dispatcher
  reference        text not null default '',                   -- the partner's own number: of the order, shipment, invoice
  outcome          text not null default '',                   -- taken, held, known, changed, cancelled, milestone, bill, receipt …
  account_id       uuid references accounts on delete set null,
  order_id         uuid references orders on delete set null,
  shipment_id      uuid,
  bill_id          uuid,
  event_id         uuid,                                       -- the event of the spine that an outgoing one tells of
  about            jsonb not null default '{}',                -- what an outgoing one is made of
  received_at      timestamptz not null,
  settled_at       timestamptz,
  acknowledged_at  timestamptz,
  due_at           timestamptz,
  attempts         integer not null default 0,
  version          integer not null default 1,
  unique (interchange_id, position)
);
create index edi_messages_newest on edi_messages (direction, received_at desc, id desc);
create index edi_messages_by_status on edi_messages (status, received_at desc, id desc);
create index edi_messages_untaken on edi_messages (interchange_id, position) where status = 'received';
create index edi_messages_of_order on edi_messages (order_id) where order_id is not null;
create index edi_messages_of_account on edi_messages (account_id) where account_id is not null;
create index edi_messages_of_partner on edi_messages (partner_id) where partner_id is not null;
create index edi_messages_by_reference on edi_messages (reference) where reference <> '';
create index edi_messages_due on edi_messages (due_at) where status = 'sent' and due_at is not null;

-- The copy a person put right, beside the original: which segments, by whom, why.
create table edi_corrections (
  id          uuid primary key,
  message_id  uuid not null references edi_messages on delete cascade,
  sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes       bigint not null,
  edits       jsonb not null,                                  -- [{ segment, was, now }]
  why         text not null check (length(why) between 1 and 500),
  by_id       uuid not null references users,
  at          timestamptz not null
);
create index edi_corrections_of_message on edi_corrections (message_id, at desc);

-- What is to be told to a partner, until it is written: one row for an event and a message, however often the event is read.
create table edi_tellings (
  id          uuid primary key,
  partner_id  uuid not null references edi_partners on delete cascade,
  event_id    uuid not null,
  type        text not null,
  about       jsonb not null,
  made_at     timestamptz not null,
  message_id  uuid references edi_messages on delete set null,
  trouble     jsonb,
  unique (partner_id, event_id, type)
);

-- Invoices of carriers and suppliers as they come: what is owed by us, to be compared with what was agreed.
create table edi_bills (
  id           uuid primary key,
  message_id   uuid unique references edi_messages on delete set null,
  partner_id   uuid references edi_partners on delete set null,
  account_id   uuid references accounts on delete set null,
  number       text not null,
  issued_on    date,
  due_on       date,
  currency     text not null check (currency ~ '^[A-Z]{3}$'),
  amount_e4    bigint not null,
  reference    text not null default '',                       -- shipment, bill of lading or order it is for, as written
  order_id     uuid references orders on delete set null,
  shipment_id  uuid,
  lines        jsonb not null default '[]',
  created_at   timestamptz not null
);
create unique index edi_bills_once on edi_bills (partner_id, number) where partner_id is not null;

-- Control numbers of what we write; each level counts by itself.
create table edi_controls (
  partner_id  uuid not null references edi_partners on delete cascade,
  level       text not null check (level in ('interchange', 'group', 'message')),
  last        bigint not null default 0,
  primary key (partner_id, level)
);

do $$
declare
  t  text;
begin
  foreach t in array array['edi_partners', 'edi_messages'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %1$s_read on %1$I for select to quayside_app using (%2$s)', t, account_rule('edi', 'read'));
  end loop;
  foreach t in array array['edi_identities', 'edi_codes', 'edi_channels', 'edi_files', 'edi_interchanges', 'edi_corrections',
                           'edi_tellings', 'edi_bills', 'edi_controls'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy %1$s_read on %1$I for select to quayside_app using ((select actor_scope('edi', 'read')) = 'all')$p$, t);
  end loop;
  foreach t in array array['edi_files', 'edi_interchanges', 'edi_messages', 'edi_corrections', 'edi_tellings', 'edi_bills', 'edi_controls',
                           'edi_partners', 'edi_identities', 'edi_codes', 'edi_channels'] loop
    execute format($p$create policy %1$s_insert on %1$I for insert to quayside_app with check ((select actor_scope('edi', 'create')) = 'all')$p$, t);
    execute format($p$create policy %1$s_update on %1$I for update to quayside_app using ((select actor_scope('edi', 'change')) = 'all')$p$, t);
    execute format($p$create policy %1$s_delete on %1$I for delete to quayside_app using ((select actor_scope('edi', 'change')) = 'all')$p$, t);
  end loop;
end $$;
-- The seal of a channel is opened by the process that uses it, never read through the application's door.
revoke select on edi_channels from quayside_app;
grant select (id, partner_id, way, settings, allow_private, active, looked_at, worked_at, failures, trouble, version, created_at, updated_at)
  on edi_channels to quayside_app;
revoke delete on edi_files, edi_interchanges, edi_messages, edi_corrections, edi_bills from quayside_app;

-- A partner, its codes, its messages and bills follow a customer who is merged into another, and return when that is undone.
create function move_edi_for_merge() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t  text;
begin
  foreach t in array array['edi_partners', 'edi_codes', 'edi_messages', 'edi_bills'] loop
    execute format($q$
      with moved as (update %1$I set account_id = $2 where account_id = $3 returning id)
      insert into merge_changes (merge_id, table_name, row_id, before, after)
      select $1, %1$L, id, jsonb_build_object('account_id', $3), jsonb_build_object('account_id', $2) from moved$q$, t)
    using new.id, new.winner_id, new.loser_id;
  end loop;
  return null;
end $$;
create trigger account_merges_move_edi after insert on account_merges for each row execute function move_edi_for_merge();

create function return_edi_after_undo() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t  text;
begin
  foreach t in array array['edi_partners', 'edi_codes', 'edi_messages', 'edi_bills'] loop
    execute format($q$
      update %1$I e set account_id = $2 from merge_changes c
      where  c.merge_id = $1 and c.table_name = %1$L and c.row_id = e.id and e.account_id = $3$q$, t)
    using new.id, new.loser_id, new.winner_id;
  end loop;
  return null;
end $$;
create trigger account_merges_return_edi after update of undone_at on account_merges for each row
  when (old.undone_at is null and new.undone_at is not null) execute function return_edi_after_undo();

/** Control numbers are the same with and without leading zeros. */
create function same_number(one text, other text) returns boolean language sql immutable parallel safe
  return ltrim(one, '0') = ltrim(other, '0');
