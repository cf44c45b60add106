-- "Do not ask on this device again" is a cookie with a row of auth_verifications behind it (`trust-device-…`, 30 days), which better-auth
-- removes for the one device where the second factor is turned off, and else never. Whoever holds an old device, or the old password,
-- must not get past a second factor set up anew; nor may a sign-in begun before (`2fa-…`, 10 minutes) still be completed.
create function forget_devices(of_user uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from auth_verifications
  where  value = of_user::text and (identifier like 'trust-device-%' or identifier like '2fa-%')
$$;
revoke execute on function forget_devices from public;

create function forget_devices_of_row() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform forget_devices(case tg_op when 'DELETE' then old.user_id else new.user_id end);
  return null;
end $$;
create trigger two_factors_forget_devices after delete on auth_two_factors for each row execute function forget_devices_of_row();
create trigger passwords_forget_devices after update of password on auth_accounts
  for each row when (new.password is distinct from old.password) execute function forget_devices_of_row();

/** Nothing of somebody shut out comes back to life when he is let in again: he signs in anew and makes new keys. */
create or replace function end_ways_in() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from auth_sessions where user_id = new.id;
  delete from auth_api_keys where user_id = new.id;
  delete from auth_verifications where identifier = 'invitation:' || new.id;
  perform forget_devices(new.id);
  return null;
end $$;
