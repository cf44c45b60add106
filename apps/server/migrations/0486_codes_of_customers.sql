-- A partner's codes stand for customers alone: codes of places and services are mapped by the overrides of his messages, and nothing ever read them here.
delete from edi_codes where kind <> 'customer';
alter table edi_codes
  drop column kind,
  drop column value,
  alter column account_id set not null,
  add unique (partner_id, code);
