import { createHash } from 'node:crypto'
import type { TrackedShipment } from '@quayside/contract'
import { type Database, prepared, readAsOwner } from '../../../platform/database.ts'
import { stillExpected } from '../still-expected.ts'

interface TrackedRow {
  number: string
  state: string
  mode: string
  origin: string | null
  destination: string | null
  promised_on: string | null
  eta_at: Date | null
  eta_earliest: Date | null
  eta_latest: Date | null
  delivered_at: Date | null
  delivered_by: string | null
  exception_kinds: string[]
  company: string
  time_zone: string
  steps: TrackedShipment['steps']
}

/**
 * What the public may know of a shipment: where it is and when it comes, and no word of whose it is. It is found by one key made of
 * number and check together, so that a wrong number and a wrong check take the same path, the same time, and get the same answer.
 */
export async function trackShipment(
  database: Database,
  number: string,
  check: string,
  { locale, now }: { locale: 'zh-CN' | 'en'; now: Date },
): Promise<TrackedShipment | null> {
  const said = (text: string) =>
    text
      .normalize('NFKC')
      .toUpperCase()
      .replaceAll(/[^A-Z0-9-]/g, '')
  const key = createHash('sha256')
    .update(`${said(number)}:${said(check).replaceAll('-', '')}`)
    .digest()
  const text = `
    select s.number, s.state, s.mode, s.origin, s.destination, s.promised_on::text as promised_on, s.eta_at, s.eta_earliest, s.eta_latest, s.delivered_at,
           s.delivered_by, s.exception_kinds, (select case when $2 and c.name_en <> '' then c.name_en else c.name end from company c) as company,
           (select time_zone from company) as time_zone,
           (select coalesce(json_agg(json_build_object('code', m.code, 'at', to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                    'dayOnly', m.day_only, 'place', m.place) order by m.at desc, c.rank desc), '[]')
            from shipment_milestones m join milestone_codes c on c.code = m.code where m.shipment_id = s.id and m.kind = 'actual') as steps
    from   shipments s where s.tracking_key = $1`
  const [row] = await readAsOwner(database, (db) =>
    prepared<TrackedRow & Record<string, unknown>>(db, 'track-shipment', text, [key, locale === 'en']),
  )
  return row ? present(row, locale, now) : null
}

/** Troubles the customer is told of; what is only our own watchfulness stays inside. */
const told: ReadonlySet<string> = new Set([
  'delay',
  'damage',
  'loss',
  'shortage',
  'refusal',
  'customsHold',
  'failedDelivery',
  'held',
  'returned',
])

function present(row: TrackedRow, locale: 'zh-CN' | 'en', now: Date): TrackedShipment {
  const eta = stillExpected(row.eta_at, { timeZone: row.time_zone, now })
  return {
    number: row.number,
    state: row.state as TrackedShipment['state'],
    mode: row.mode as TrackedShipment['mode'],
    from: row.origin,
    to: row.destination,
    promisedOn: row.promised_on,
    eta: eta?.toISOString() ?? null,
    etaEarliest: (eta && row.eta_earliest)?.toISOString() ?? null,
    etaLatest: (eta && row.eta_latest)?.toISOString() ?? null,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    steps: row.steps,
    troubles: row.exception_kinds.filter((kind) => told.has(kind)) as TrackedShipment['troubles'],
    company: row.company,
    locale,
    attestedBy: row.delivered_by as TrackedShipment['attestedBy'],
  }
}
