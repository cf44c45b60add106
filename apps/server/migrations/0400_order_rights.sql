-- Modules that orders bring with them: prices, shipments, money, trading partners, and telling other systems.
alter table role_rights drop constraint role_rights_module_check;
alter table role_rights add constraint role_rights_module_check
  check (module in ('accounts', 'timeline', 'orders', 'pricing', 'shipments', 'invoices', 'edi', 'webhooks', 'imports', 'analyses', 'console',
                    'administration'));

-- One row per role and module: the scopes of read, create, change, delete, export. What is not here is 'none'.
insert into role_rights (role_id, module, action, scope)
select r.id, m.module, a.action, a.scope
from (values
  ('administrator',       'pricing',   'all',  'all',  'all',  'all',  'all'),
  ('administrator',       'shipments', 'all',  'all',  'all',  'all',  'all'),
  ('administrator',       'invoices',  'all',  'all',  'all',  'all',  'all'),
  ('administrator',       'edi',       'all',  'all',  'all',  'all',  'all'),
  ('administrator',       'webhooks',  'all',  'all',  'all',  'all',  'all'),
  ('salesRepresentative', 'pricing',   'all',  'none', 'none', 'none', 'none'),
  ('salesRepresentative', 'shipments', 'own',  'none', 'none', 'none', 'own'),
  ('salesRepresentative', 'invoices',  'own',  'none', 'none', 'none', 'none'),
  ('keyAccountManager',   'pricing',   'all',  'all',  'all',  'none', 'all'),
  ('keyAccountManager',   'shipments', 'team', 'team', 'team', 'none', 'team'),
  ('keyAccountManager',   'invoices',  'team', 'none', 'none', 'none', 'team'),
  ('callCentreAgent',     'pricing',   'all',  'none', 'none', 'none', 'none'),
  ('callCentreAgent',     'shipments', 'all',  'none', 'none', 'none', 'none'),
  ('serviceManager',      'pricing',   'all',  'none', 'none', 'none', 'none'),
  ('serviceManager',      'shipments', 'all',  'none', 'all',  'none', 'all'),
  ('dispatcher',          'pricing',   'all',  'none', 'none', 'none', 'none'),
  ('dispatcher',          'shipments', 'all',  'all',  'all',  'none', 'all'),
  ('dispatcher',          'edi',       'all',  'all',  'all',  'none', 'all'),
  ('finance',             'pricing',   'all',  'all',  'all',  'none', 'all'),
  ('finance',             'shipments', 'all',  'none', 'none', 'none', 'all'),
  ('finance',             'invoices',  'all',  'all',  'all',  'none', 'all'),
  ('finance',             'edi',       'all',  'none', 'none', 'none', 'none'),
  ('executive',           'pricing',   'all',  'none', 'none', 'none', 'all'),
  ('executive',           'shipments', 'all',  'none', 'none', 'none', 'all'),
  ('executive',           'invoices',  'all',  'none', 'none', 'none', 'all'),
  ('executive',           'edi',       'all',  'none', 'none', 'none', 'none'),
  ('integrator',          'pricing',   'all',  'all',  'all',  'none', 'all'),
  ('integrator',          'shipments', 'all',  'all',  'all',  'none', 'all'),
  ('integrator',          'invoices',  'all',  'all',  'all',  'none', 'all'),
  ('integrator',          'edi',       'all',  'all',  'all',  'none', 'all'),
  ('integrator',          'webhooks',  'all',  'all',  'all',  'all',  'all')
) as m (code, module, may_read, may_create, may_change, may_delete, may_export)
join roles r on r.code = m.code
cross join lateral (values ('read', m.may_read), ('create', m.may_create), ('change', m.may_change), ('delete', m.may_delete), ('export', m.may_export)) as a (action, scope)
where a.scope <> 'none'
on conflict (role_id, module, action) do nothing;
