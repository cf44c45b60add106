import { connectionOf, type Db } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import type { RateRecord } from './pricing.queries.ts'

export interface TariffRecord {
  id: Id
  kind: 'agreement' | 'carrier'
  code: string
  name: string
  note: string
  account_id: Id | null
  account_number: string | null
  account_name: string | null
  carrier: string | null
  version: number
  updated_at: Date
  version_id: Id
  no: number
  valid_from: string
  valid_to: string | null
  currency: string
  priority: number
  rates: number
  state: 'inForce' | 'coming' | 'ended' | 'withdrawn'
  may_change: boolean
}

const stateOf = (today: string, version = 'v') => `
  case when ${version}.withdrawn_at is not null then 'withdrawn' when ${version}.valid_from > ${today} then 'coming'
       when ${version}.valid_to < ${today} then 'ended' else 'inForce' end`

/** With the version in force, else what comes next or was last. `$1` is today. A customer merged away or out of sight is not named. */
const tariffs = `
  select t.id, t.kind, t.code, t.name, t.note, t.account_id, a.number as account_number, a.name as account_name, t.carrier, t.version,
         t.updated_at, v.id as version_id, v.no, v.valid_from, v.valid_to, v.currency, v.priority, v.rates, ${stateOf('$1::date')} as state,
         case when t.account_id is null then (select actor_scope('pricing', 'change')) = 'all'
              else (select actor_reaches_all('pricing', 'change')) or array[a.owner_id, a.team_id] && (select actor_within('pricing', 'change'))::uuid[]
         end as may_change
  from   tariffs t
  left   join accounts a on a.id = t.account_id
  join   lateral (select v.* from tariff_versions v where v.tariff_id = t.id
                  order  by (v.withdrawn_at is null and v.valid_from <= $1 and (v.valid_to is null or v.valid_to >= $1)) desc,
                            v.withdrawn_at nulls first, v.no desc limit 1) v on true`

export interface TariffsWanted {
  kind?: string | undefined
  accountId?: string | undefined
  state?: string | undefined
  currency?: string | undefined
  search?: string | undefined
  sort: 'code' | 'name' | 'validFrom' | 'validTo' | 'rates' | 'updatedAt'
  direction: 'asc' | 'desc'
  offset: number
  limit: number
}

const columnOf = {
  code: 'code',
  name: 'name',
  validFrom: 'valid_from',
  validTo: 'valid_to',
  rates: 'rates',
  updatedAt: 'updated_at',
} as const

/** Tariffs are hundreds, so a page is counted off. */
export async function findTariffs(
  db: Db,
  today: string,
  wanted: TariffsWanted,
): Promise<(TariffRecord & { total: number })[]> {
  const values: unknown[] = [today]
  const bind = (value: unknown) => `$${values.push(value)}`
  const where = ['true']
  if (wanted.kind) where.push(`kind = ${bind(wanted.kind)}`)
  if (wanted.accountId) where.push(`account_id = ${bind(wanted.accountId)}`)
  if (wanted.state) where.push(`state = ${bind(wanted.state)}`)
  if (wanted.currency) where.push(`currency = ${bind(wanted.currency)}`)
  if (wanted.search) {
    const text = bind(wanted.search)
    where.push(
      `position(lower(${text}) in lower(concat_ws(' ', code, name, carrier, account_name, account_number))) > 0`,
    )
  }
  const result = await connectionOf(db).query<TariffRecord & { total: number }>(
    `select f.*, count(*) over () as total from (${tariffs}) f where ${where.join(' and ')}
     order by ${columnOf[wanted.sort]} ${wanted.direction}, id limit ${bind(wanted.limit)} offset ${bind(wanted.offset)}`,
    values,
  )
  return result.rows
}

export async function findTariff(db: Db, today: string, id: Id): Promise<TariffRecord | undefined> {
  return (await connectionOf(db).query<TariffRecord>(`${tariffs} where t.id = $2`, [today, id])).rows[0]
}

export interface VersionRecord {
  id: Id
  no: number
  valid_from: string
  valid_to: string | null
  currency: string
  priority: number
  dimensional_cm3_per_kg: number | null
  weight_step_g: number
  minimum_e4: number | null
  next_break: boolean
  surcharges: unknown
  rates: number
  source_file: string | null
  note: string
  created_by: string | null
  created_at: Date
  withdrawn_by: string | null
  withdrawn_at: Date | null
  state: TariffRecord['state']
  replaced_by: number | null
}

export async function findVersions(db: Db, today: string, tariffId: Id): Promise<VersionRecord[]> {
  const result = await connectionOf(db).query<VersionRecord>(
    `select v.id, v.no, v.valid_from, v.valid_to, v.currency, v.priority, v.dimensional_cm3_per_kg, v.weight_step_g, v.minimum_e4,
            v.next_break, v.surcharges, v.rates, v.source_file, v.note, m.name as created_by, v.created_at, w.name as withdrawn_by,
            v.withdrawn_at, ${stateOf('$2::date')} as state,
            -- Of those that hold on one day the newest counts: for the rest of this one's time, or now.
            (select max(n.no) from tariff_versions n
             where  n.tariff_id = v.tariff_id and n.no > v.no and n.withdrawn_at is null and n.valid_from <= greatest(v.valid_from, $2)
             and    (n.valid_to is null or n.valid_to >= case when v.valid_from > $2 then v.valid_to else $2 end)) as replaced_by
     from   tariff_versions v left join users m on m.id = v.created_by left join users w on w.id = v.withdrawn_by
     where  v.tariff_id = $1 order by v.no desc`,
    [tariffId, today],
  )
  return result.rows
}

export interface RatesWanted {
  tariffId: Id
  no: number
  search?: string | undefined
  service?: string | undefined
  after: number
  limit: number
}

export async function findRates(db: Db, wanted: RatesWanted): Promise<RateRecord[]> {
  const result = await connectionOf(db).query<RateRecord>(
    `select r.line_no, r.service, r.mode, r.level, r.origin, r.origin_key, r.destination, r.destination_key, r.basis, r.break_by,
            trim_scale(r.break_from)::text as break_from, trim_scale(r.break_to)::text as break_to, trim_scale(r.rate)::text as rate,
            r.minimum_e4, r.transit_days
     from   tariff_rates r join tariff_versions v on v.id = r.version_id
     where  v.tariff_id = $1 and v.no = $2 and r.line_no > $3
     and    ($4::text is null or position(lower($4) in lower(concat_ws(' ', r.origin, r.destination, r.mode, r.level))) > 0)
     and    ($5::text is null or r.service = $5)
     order  by r.line_no limit $6`,
    [wanted.tariffId, wanted.no, wanted.after, wanted.search ?? null, wanted.service ?? null, wanted.limit],
  )
  return result.rows
}
