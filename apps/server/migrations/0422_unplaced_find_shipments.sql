-- What is kept because no shipment had its reference is put on the one that comes with it.
-- account_ids: only shipments of these customers, as whoever told it may tell; null: of any. What came before cannot say: a person places it.
-- keys: its references as shipment_references writes them.
alter table unplaced_milestones add column account_ids uuid[], add column keys text[] not null default '{}';
update unplaced_milestones set account_ids = '{}';
create index unplaced_milestones_by_key on unplaced_milestones using gin (keys) where state = 'open';
