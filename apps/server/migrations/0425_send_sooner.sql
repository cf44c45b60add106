-- A job that waits with the same key starts as early as anyone asked: a notice that a person hastens leaves now, not after the quiet time.
create or replace function send_job(job_id uuid, queue text, payload jsonb, policy jsonb, start_at timestamptz, single_key text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  inserted integer;
begin
  perform pgboss.create_queue(queue, policy);                  -- does nothing when the queue exists
  insert into pgboss.job (id, name, data, start_after, keep_until, singleton_key, singleton_on, retry_limit, retry_delay, retry_backoff,
                          retry_delay_max, expire_seconds, deletion_seconds, policy, dead_letter, heartbeat_seconds)
  select job_id, q.name, payload, coalesce(start_at, now()), coalesce(start_at, now()) + q.retention_seconds * interval '1 s', single_key, null, q.retry_limit, q.retry_delay,
         q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds, q.policy, q.dead_letter, q.heartbeat_seconds
  from   pgboss.queue q
  where  q.name = queue
  on conflict do nothing;
  get diagnostics inserted = row_count;
  if inserted = 0 then
    update pgboss.job j set start_after = coalesce(start_at, now())
    where  j.name = queue and coalesce(j.singleton_key, '') = coalesce(single_key, '') and j.state = 'created' and j.policy = 'short'
    and    j.start_after > coalesce(start_at, now());
  end if;
  perform pg_notify('quayside_jobs', queue);
  return inserted > 0;                                         -- false: a job with this key waits already
end $$;
