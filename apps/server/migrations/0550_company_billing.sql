-- What stands on the company's invoices beside its name: tax number, address, accounts to pay into (contract: CompanyBilling).
alter table company add column billing jsonb not null default '{}';
