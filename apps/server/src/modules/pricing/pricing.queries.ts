import { connectionOf, type Db, prepared } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'

export interface RateRecord {
  line_no: number
  service: string | null
  mode: string | null
  level: string | null
  origin: string
  origin_key: string
  destination: string
  destination_key: string
  basis: string
  break_by: string
  break_from: string
  break_to: string | null
  rate: string
  minimum_e4: number | null
  transit_days: number | null
}

/** A rate of a version in force whose lane fits, with what its tariff and version say. */
export interface Candidate extends RateRecord {
  tariff_id: Id
  code: string
  name: string
  kind: 'agreement' | 'carrier'
  carrier: string | null
  account_id: Id | null
  version_id: Id
  no: number
  valid_from: string
  currency: string
  priority: number
  dimensional_cm3_per_kg: number | null
  weight_step_g: number
  version_minimum_e4: number | null
  next_break: boolean
  surcharges: unknown
}

export interface Holder {
  accountId: Id | null
  carrier: string | null
}

/** Whose tariffs are asked: a carrier's, or those of customers and the list price. */
const held = `
  (case when $1::text is null then t.kind = 'agreement' and (t.account_id is null or t.account_id = any ($2::uuid[]))
        else t.kind = 'carrier' and ($1 = '*' or lower(t.carrier) = lower($1)) end)`
/** Of each tariff the latest version that holds on the day. */
const inForce = `
  join lateral (select v.* from tariff_versions v
                where  v.tariff_id = t.id and v.withdrawn_at is null and v.valid_from <= $3 and (v.valid_to is null or v.valid_to >= $3)
                order  by v.no desc limit 1) v on true`

export function findCandidates(
  db: Db,
  { accounts, carrier }: Pick<Holder, 'carrier'> & { accounts: readonly Id[] },
  on: string,
  origins: readonly string[],
  destinations: readonly string[],
): Promise<Candidate[]> {
  return prepared<Candidate & Record<string, unknown>>(
    db,
    'rates-of-lane',
    `select t.id as tariff_id, t.code, t.name, t.kind, t.carrier, t.account_id, v.id as version_id, v.no, v.valid_from, v.currency,
            v.priority, v.dimensional_cm3_per_kg, v.weight_step_g, v.minimum_e4 as version_minimum_e4, v.next_break, v.surcharges,
            r.line_no, r.service, r.mode, r.level, r.origin, r.origin_key, r.destination, r.destination_key, r.basis, r.break_by,
            trim_scale(r.break_from)::text as break_from, trim_scale(r.break_to)::text as break_to,
            trim_scale(r.rate)::text as rate, r.minimum_e4, r.transit_days
     from   tariffs t ${inForce}
     join   tariff_rates r on r.version_id = v.id and r.origin_key = any ($4) and r.destination_key = any ($5)
     where  ${held}
     order  by t.code, r.line_no`,
    [carrier, accounts, on, origins, destinations],
  )
}

/** Why no rate fits: whether anything is there, holds on the day, and knows the places. */
export async function findNearest(
  db: Db,
  { accountId, carrier }: Holder,
  on: string,
  origins: readonly string[],
  destinations: readonly string[],
): Promise<{
  tariffs: number
  in_force: number
  next_from: string | null
  last_to: string | null
  origin: boolean
  destination: boolean
}> {
  const [row] = await prepared<{
    tariffs: number
    in_force: number
    next_from: string | null
    last_to: string | null
    origin: boolean
    destination: boolean
  }>(
    db,
    'nearest-tariffs',
    `with mine as (select t.id from tariffs t where ${held}),
          holding as (select v.id from tariffs t ${inForce} where ${held})
     select (select count(*) from mine) as tariffs, (select count(*) from holding) as in_force,
            (select min(v.valid_from) from tariff_versions v join mine on mine.id = v.tariff_id where v.withdrawn_at is null and v.valid_from > $3) as next_from,
            (select max(v.valid_to) from tariff_versions v join mine on mine.id = v.tariff_id where v.withdrawn_at is null and v.valid_to < $3) as last_to,
            exists (select from tariff_rates r join holding h on h.id = r.version_id where r.origin_key = any ($4)) as origin,
            exists (select from tariff_rates r join holding h on h.id = r.version_id where r.destination_key = any ($5)) as destination`,
    [carrier, accountId === null ? [] : [accountId], on, origins, destinations],
  )
  if (!row) throw new Error('A count has one row.')
  return row
}

/** Rows of one statement; how many is bounded by the contract. */
export async function insertRates(db: Db, versionId: Id, rates: readonly Record<string, unknown>[]): Promise<void> {
  await connectionOf(db).query(
    `insert into tariff_rates (version_id, line_no, service, mode, level, origin, origin_key, destination, destination_key, basis, break_by,
                               break_from, break_to, rate, minimum_e4, transit_days)
     select $1, line_no, service, mode, level, origin, origin_key, destination, destination_key, basis, break_by, break_from, break_to, rate,
            minimum_e4, transit_days
     from   jsonb_to_recordset($2::jsonb) as r (line_no integer, service text, mode text, level text, origin text, origin_key text,
            destination text, destination_key text, basis text, break_by text, break_from numeric, break_to numeric, rate numeric,
            minimum_e4 bigint, transit_days integer)`,
    [versionId, JSON.stringify(rates)],
  )
}
