import type { ShipmentExceptionKind } from '@quayside/contract'
import { connectionOf, type Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { openException } from './open-exception.ts'

interface Overdue {
  id: Id
  number: string
  account_id: Id
  kind: ShipmentExceptionKind
  severity: string
  fact: string
  note: string
}

/** At once: a first run over a company's whole past must not hold everything up. */
const mostAtOnce = 2_000

/**
 * Finds what should have happened by now, by the rules, and opens an exception once for each: a promise or a pick-up past its time,
 * nobody heard from for too long, an expected arrival after the day promised. Takes the owner's handle.
 * @returns how many were opened
 */
export async function watchShipments(tx: Tx, now: Date): Promise<number> {
  const text = `
    with terms as (select time_zone from company), rule as (select * from shipment_rules where active and trigger <> 'code')
    select s.id, s.number, s.account_id, r.kind, r.severity, f.fact, f.note
    from   shipments s
    cross  join terms t
    join   rule r on r.mode = s.mode or (r.mode is null and not exists (
             select from rule o where o.trigger = r.trigger and o.code is not distinct from r.code and o.mode = s.mode))
    cross  join lateral (
      select case when r.trigger = 'overdue' and r.code = 'delivered' then
                    (coalesce(s.promised_on, (s.planned_delivery_at at time zone t.time_zone)::date) + 1)::timestamp at time zone t.time_zone
                  when r.trigger = 'overdue' and r.code = 'pickedUp' and s.state = 'planned' then s.planned_pickup_at
                  when r.trigger = 'silence' and s.state <> 'planned' then s.last_at end as since) w
    cross  join lateral (
      select case r.trigger
               when 'overdue' then r.code || ':' || coalesce(s.promised_on::text, '') || coalesce(s.planned_pickup_at::text, '')
               when 'silence' then 'silence:' || s.last_at
               else 'etaLate:' || s.promised_on end as fact,
             case r.trigger when 'etaLate' then to_char(s.eta_at at time zone t.time_zone, 'YYYY-MM-DD HH24:MI') else '' end as note) f
    where  s.is_open
    and   (w.since + make_interval(mins => r.minutes) < $1
           or (r.trigger = 'etaLate' and s.promised_on >= ($1::timestamptz at time zone t.time_zone)::date
               and s.eta_at - make_interval(mins => r.minutes) >= (s.promised_on + 1)::timestamp at time zone t.time_zone))
    and    not exists (select from shipment_exceptions e where e.shipment_id = s.id and e.fact = f.fact)
    order  by s.promised_on nulls last limit ${mostAtOnce}`
  const { rows } = await connectionOf(tx).query<Overdue & Record<string, unknown>>(text, [now])
  let opened = 0
  for (const { id, number, account_id, ...found } of rows)
    if (
      await openException(tx, {
        ...found,
        shipment: { id, number, account_id },
        detectedBy: 'rule',
        actorId: null,
        now,
      })
    )
      opened++
  return opened
}
