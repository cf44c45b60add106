-- A customer is known from the first contact on: whoever answers the telephone may write down who rings. A wider reach that was given by
-- hand stands as it is.
insert into role_rights (role_id, module, action, scope)
select id, 'accounts', 'create', 'all' from roles where code = 'callCentreAgent'
on conflict (role_id, module, action) do update set scope = 'all' where role_rights.scope = 'none';
update role_categories c set may_write = true
from   roles r
where  r.id = c.role_id and r.code = 'callCentreAgent' and c.category in ('basic', 'address') and c.may_read;
