-- Who cancelled an order, what the customer pays for it and what it cost us stand with its reason.
alter table orders
  add column cancelled_by   uuid references users,
  add column cancel_fee_e4  bigint check (cancel_fee_e4 >= 0),
  add column cancel_cost_e4 bigint;

update orders o
set    cancelled_by = e.actor_id, cancel_fee_e4 = (e.data ->> 'amountE4')::bigint, cancel_cost_e4 = (e.data ->> 'costE4')::bigint
from   events e
where  e.kind = 'order.cancelled' and e.subject_type = 'order' and e.subject_id = o.id and o.status = 'cancelled';
