import { customerHealth, RFM_SEGMENTS } from '@quayside/analytics'
import { AnalysisFilter, ChurnQuery, LifetimeQuery, Module, type Rights } from '@quayside/contract'
import { sql } from 'kysely'
import { type Database, type Db, readAsOwner, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { adviseAll } from '../../accounts/index.ts'
import { type WatchedBase, watchedBase } from '../churn/watched-base.ts'
import { accountIds } from '../customers/account-ids.ts'
import { asOfDay, dayNumber, dayText } from '../customers/as-of.ts'
import { placesOf } from '../customers/places-of.ts'
import type { Asked } from '../frame/serve-analysis.ts'
import { type LifetimeOfBase, lifetimeOfBase } from '../lifetime/lifetime-of-base.ts'
import { type ScoredBase, scoreBase } from '../rfm/score-base.ts'
import { complaintsOf } from './complaints-of.ts'
import { growthOf } from './growth-of.ts'

/** One row of what is kept of an account; the names are those of the columns of account_figures. */
interface Assessed {
  account_id: string
  rfm: number | null
  rfm_segment: string | null
  alive: number | null
  expected_orders: number | null
  lifetime_value_e4: number | null
  slipping_since: string | null
  health: number | null
}

/**
 * Assesses every customer with the questions the pages of analysis ask when nobody changes them, over the whole base, and keeps the
 * answers beside his sums: lists and the 360 show what the pages show. What to do next follows from them and is kept as well.
 */
export async function assessAccounts(database: Database, warehouse: Warehouse, now: Date): Promise<number> {
  const read = <T>(work: (db: Db) => Promise<T>) => readAsOwner(database, work)
  const today = await asOfDay({ query: {}, now, read })
  const year = { from: dayText(dayNumber(today) - 364), to: today }
  const ask = <Query>(query: Query): Asked<Query> => ({ warehouse, query, beholder: wholeCompany, now, read })
  const lifetime = await lifetimeOfBase(ask(LifetimeQuery.parse({})))
  const { currency } = lifetime.basis
  const scored = await scoreBase(ask(AnalysisFilter.parse({ ...year, currency })))
  const watched = await watchedBase(ask(ChurnQuery.parse({ currency })))
  const growth = await growthOf(warehouse, currency, year)
  const complaints = await read((db) => complaintsOf(db, now))

  const assessed = { lifetime, scored, watched, growth, complaints }
  const { keys } = lifetime
  await keep(database, warehouse, judge(assessed), { keys, today, currency })
  const advised = await adviseAll(database, now)
  await tellAssessed(database, { accounts: keys.length, currency, advised }, now)
  return keys.length
}

interface Judged {
  lifetime: LifetimeOfBase
  scored: ScoredBase
  watched: WatchedBase
  /** By account key. */
  growth: ReadonlyMap<number, number>
  complaints: ReadonlyMap<string, number>
}

/** What is kept of the customer at a place among those with orders. */
type Judge = (at: number, id: string) => Assessed

function judge({ lifetime, scored, watched, growth, complaints }: Judged): Judge {
  const scoreAt = placesOf(scored.keys)
  const { rhythm } = watched
  const since = new Map(
    Array.from(rhythm.series, (series, at) => [watched.keys[series] as number, rhythm.since[at] as number] as const),
  )
  const hasRhythm = rhythm.watched > 0
  return (at, id) => {
    const key = lifetime.keys[at] as number
    const place = scoreAt(key)
    const slipping = since.get(key)
    const alive = finite(lifetime.alive[at])
    return {
      account_id: id,
      rfm: place < 0 ? null : rfmAt(scored.scores, place),
      rfm_segment: place < 0 ? null : (RFM_SEGMENTS[scored.scores.segment[place] as number]?.key ?? null),
      alive: alive === null ? null : rounded(alive, 3),
      expected_orders: orNull(finite(lifetime.expected[at]), (orders) => rounded(orders, 1)),
      lifetime_value_e4: orNull(finite(lifetime.valueE4[at]), (value) => rounded(value, -4)),
      slipping_since: slipping === undefined ? null : dayText(slipping),
      health:
        customerHealth({
          alive: alive ?? undefined,
          inRhythm: hasRhythm ? slipping === undefined : undefined,
          growth: growth.get(key),
          complaints: complaints.get(id) ?? 0,
        }) ?? null,
    }
  }
}

const rfmAt = (
  { recency, frequency, monetary }: { recency: Uint8Array; frequency: Uint8Array; monetary: Uint8Array },
  at: number,
) => 100 * (recency[at] as number) + 10 * (frequency[at] as number) + (monetary[at] as number)

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null
const orNull = (value: number | null, of: (value: number) => number) => (value === null ? null : of(value))
/** A row is written when its figure has changed as one reads it, not in the last bit. */
const rounded = (value: number, digits: number) => Number(`${Math.round(Number(`${value}e${digits}`))}e${-digits}`)

const atOnce = 20_000

/** A piece at a time: neither ids nor rows of all are ever held at once. */
async function keep(
  database: Database,
  warehouse: Warehouse,
  judged: Judge,
  { keys, today, currency }: { keys: Float64Array; today: string; currency: string },
): Promise<void> {
  for (let from = 0; from < keys.length; from += atOnce) {
    const piece = keys.subarray(from, from + atOnce)
    const ids = await accountIds(warehouse, [...piece])
    const rows = [...piece].flatMap((key, at) => {
      const id = ids.get(key)
      return id === undefined ? [] : [judged(from + at, id)]
    })
    await writeAsOwner(database, (tx) => writeRows(tx, rows, today, currency))
  }
  // Whoever is not among them any more: nothing is known of him now.
  await writeAsOwner(database, (tx) =>
    sql`
      update account_figures
      set    assessed_on = null, rfm = null, rfm_segment = null, alive = null, expected_orders = null, lifetime_value_e4 = null,
             assessed_currency = null, slipping_since = null, health = null
      where  assessed_on < ${today}`.execute(tx),
  )
}

const tellAssessed = (database: Database, data: { accounts: number; currency: string; advised: number }, now: Date) =>
  writeAsOwner(database, (tx) =>
    recordEvent(tx, {
      kind: 'accounts.assessed',
      subject: { type: 'company', id: '00000000-0000-0000-0000-000000000000' },
      actorId: null,
      at: now,
      data,
    }),
  )

const columns = 'rfm, rfm_segment, alive, expected_orders, lifetime_value_e4, slipping_since, health'

/** One after the other by id, as orders that come in at the same time take their customers: neither then waits for what the other waits for. */
async function writeRows(tx: Db, rows: readonly Assessed[], today: string, currency: string): Promise<void> {
  await sql`
    with r as materialized (select * from json_populate_recordset(null::account_figures, ${JSON.stringify(rows)}::json)),
         taken as materialized (select f.account_id from account_figures f join r on r.account_id = f.account_id
                                order by f.account_id for no key update of f)
    update account_figures f
    set    (assessed_on, assessed_currency, ${sql.raw(columns)}) =
           (${today}::date, ${currency}, r.rfm, r.rfm_segment, r.alive, r.expected_orders, r.lifetime_value_e4, r.slipping_since, r.health)
    from   r join taken on taken.account_id = r.account_id
    where  f.account_id = r.account_id`.execute(tx)
}

const everything = { read: 'all', create: 'all', change: 'all', delete: 'all', export: 'all' } as const
const open = { read: true, write: true, export: true } as const

/** The company's judgement counts every customer, whoever looks at it later. */
export const wholeCompany: User = {
  id: '00000000-0000-0000-0000-000000000000',
  name: '',
  email: '',
  locale: 'zh-CN',
  teamIds: [],
  rights: {
    modules: Object.fromEntries(Module.options.map((module) => [module, everything])) as Rights['modules'],
    categories: { basic: open, address: open, finance: open, behaviour: open, shared: open },
  },
}
