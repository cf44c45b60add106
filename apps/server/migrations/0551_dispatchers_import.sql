-- Dispatchers bring in files of orders by the import wizard, with its preview, faults at their cells, progress, cancel and undo:
-- files of their own; customers they do not make.
insert into role_rights (role_id, module, action, scope)
select r.id, 'imports', a.action, 'own'
from   roles r cross join unnest(array['read', 'create', 'change', 'delete']) as a (action)
where  r.code = 'dispatcher'
on conflict (role_id, module, action) do nothing;
