-- What of an order is billed, whoever is billed: who bills may see the order's customer and not the one who pays, and bills nothing twice.

/** The invoice, a draft too, that bills a line of an order may be out of sight. */
create function is_order_line_billed(of_line uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from invoice_lines b where b.order_line_id = of_line and b.billed)
$$;
/** How much of what an order's changes and cancelling cost is billed. */
create function billed_fee_e4(of_order uuid) returns bigint language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(b.order_fee_e4), 0)::bigint from invoice_lines b where b.order_id = of_order and b.order_fee_e4 is not null and b.billed
$$;
revoke execute on function is_order_line_billed, billed_fee_e4 from public;
grant execute on function is_order_line_billed, billed_fee_e4 to quayside_app;

/** All invoices together bill no more of an order's fee than there is, however many are written at once. */
create function check_billed_fee() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  whole bigint;
begin
  select o.fee_e4 into whole from orders o where o.id = new.order_id for no key update;
  if billed_fee_e4(new.order_id) > whole then
    raise exception 'Invoices bill more than the fee of the order.' using errcode = 'check_violation', constraint = 'invoice_lines_fee_once';
  end if;
  return null;
end $$;
create trigger invoice_lines_fee_once after insert or update of order_fee_e4, order_id, billed on invoice_lines
  for each row when (new.order_fee_e4 is not null and new.order_id is not null and new.billed) execute function check_billed_fee();
