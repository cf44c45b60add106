-- The day on which the customer said that he will pay. Until it is over nobody reminds him.
alter table invoices add column promised_on date;
