-- Shipments that had not begun when their order was cancelled were left planned. They are cancelled with it, as they are from now on.
insert into shipment_milestones (id, shipment_id, code, kind, at, source, recorded_at)
select gen_random_uuid(), s.id, 'cancelled', 'actual', coalesce(o.cancelled_at, now()), 'staff', now()
from   shipments s join orders o on o.id = s.order_id
where  o.status = 'cancelled' and s.state = 'planned'
on     conflict do nothing;

select settle_shipments(array(
  select s.id from shipments s join shipment_milestones m on m.shipment_id = s.id and m.code = 'cancelled' and m.kind = 'actual'
  where  s.state = 'planned'));
