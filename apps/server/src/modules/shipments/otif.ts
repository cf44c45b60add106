import type { OtifAnswer, shipmentOtif } from '@quayside/contract'
import type { z } from 'zod'
import { connectionOf, type Db } from '../../platform/database.ts'
import { companyDay } from './read-shipments.ts'

type Query = z.output<(typeof shipmentOtif)['query']>
type Part = OtifAnswer['total']
type Terms = OtifAnswer['parts'][number]['terms']

const keyOf: Readonly<Record<Query['by'], string>> = {
  mode: 's.mode',
  carrier: "coalesce(s.carrier, '')",
  lane: "coalesce(s.origin, '') || ' → ' || coalesce(s.destination, '')",
  account: "(select a.number || ' ' || a.name from accounts a where a.id = s.account_id)",
  month: "to_char(s.promised_on, 'YYYY-MM')",
}
/** Which sources of the delivery's milestone satisfy who has to attest it; a proof uploaded satisfies its own. */
const attests = `
  case d.attested_by
    when 'carrier' then s.delivered_by in ('carrier', 'edi', 'api')
    when 'consignee' then s.delivered_by = 'consignee' or exists (select from shipment_proofs p where p.shipment_id = s.id and p.kind = 'signature')
    when 'geofence' then s.delivered_by = 'device'
    else s.delivered_by = 'proofOfDelivery' or exists (select from shipment_proofs p where p.shipment_id = s.id) end`

/**
 * On time and in full, each shipment by what holds for its customer: delivered from so many days before the day promised to so many
 * after it; all packages, none damaged or lost. What is promised, past its time and not delivered is late. What is cancelled is not judged.
 */
export async function otif(db: Db, { by, from, to, accountId }: Query, now: Date): Promise<OtifAnswer> {
  const values: unknown[] = [await companyDay(db, now)]
  const bind = (value: unknown) => `$${values.push(value)}`
  const where = ["s.state <> 'cancelled'"]
  if (from) where.push(`s.promised_on >= ${bind(from)}`)
  if (to) where.push(`s.promised_on <= ${bind(to)}`)
  if (accountId) where.push(`s.account_id = ${bind(accountId)}`)
  const text = `
    with seen as (
      select ${keyOf[by]} as key, s.delivered_on, ${by === 'account' ? termsJson : 'null::json'} as terms,
             case when s.promised_on is null then null
                  when s.delivered_on < s.promised_on - d.early_days then 'early'
                  when s.delivered_on <= s.promised_on + d.grace_days then 'onTime'
                  when s.delivered_on is not null then 'late'
                  when $1::date > s.promised_on + d.grace_days then 'missing' end as verdict,
             s.delivered_on is not null and coalesce(s.delivered_packages >= s.packages, true)
               and not exists (select from shipment_exceptions e where e.shipment_id = s.id and e.kind in ('damage', 'loss', 'shortage')) as whole,
             exists (select from shipment_exceptions e where e.shipment_id = s.id and e.kind = 'damage') as damaged,
             s.state = 'lost' or exists (select from shipment_exceptions e where e.shipment_id = s.id and e.kind = 'loss') as lost,
             s.delivered_on is not null and (${attests}) as attested
      from   shipments s
      join   service_definitions c on c.account_id is null
      left   join service_definitions o on o.account_id = s.account_id
      cross  join lateral (select case when o.id is null then c.early_days else o.early_days end as early_days,
                                  coalesce(o.grace_days, c.grace_days) as grace_days, coalesce(o.attested_by, c.attested_by) as attested_by) d
      where  ${where.join(' and ')}
    )
    select coalesce(key, '') as key, grouping(key) = 1 as is_total, count(*)::int as shipments, count(verdict)::int as judged,
           count(*) filter (where verdict = 'onTime')::int as "onTime", count(*) filter (where verdict = 'early')::int as early,
           count(*) filter (where verdict in ('late', 'missing'))::int as late, count(*) filter (where verdict = 'missing')::int as missing,
           count(*) filter (where verdict is not null and whole)::int as "inFull", count(*) filter (where verdict = 'onTime' and whole)::int as otif,
           count(*) filter (where damaged)::int as damaged, count(*) filter (where lost)::int as lost, count(*) filter (where attested)::int as attested,
           any_value(terms) as terms
    from   seen group by grouping sets ((key), ()) order by count(*) desc, key limit 501`
  const { rows } = await connectionOf(db).query<Part & { is_total: boolean; terms: Terms }>(text, values)
  const part = ({ is_total: _, terms: __, ...counted }: Part & { is_total: boolean; terms: Terms }): Part => counted
  const total = rows.find(({ is_total }) => is_total)
  return {
    from: from ?? null,
    to: to ?? null,
    total: total ? part(total) : nothing,
    parts: rows.filter(({ is_total }) => !is_total).map((row) => ({ ...part(row), terms: row.terms })),
  }
}

const termsJson = `json_build_object('accountId', s.account_id, 'own', o.id is not null, 'earlyDays', d.early_days, 'graceDays', d.grace_days,
  'attestedBy', d.attested_by)`

const nothing: Part = {
  key: '',
  shipments: 0,
  judged: 0,
  onTime: 0,
  early: 0,
  late: 0,
  missing: 0,
  inFull: 0,
  otif: 0,
  damaged: 0,
  lost: 0,
  attested: 0,
}
