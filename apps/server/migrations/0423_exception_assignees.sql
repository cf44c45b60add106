-- Who sees to an exception.
alter table shipment_exceptions add column assigned_to uuid references users on delete set null;
create index shipment_exceptions_assigned on shipment_exceptions (assigned_to) where resolved_at is null and assigned_to is not null;
