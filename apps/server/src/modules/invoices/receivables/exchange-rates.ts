import type { ExchangeRate, listExchangeRates as listRoute, ReplyOf } from '@quayside/contract'
import { sql } from 'kysely'
import { companyDay } from '../../../platform/company-day.ts'
import type { Db, Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'

export async function companyCurrency(db: Db): Promise<string> {
  return (await db.selectFrom('company').select('currency').executeTakeFirstOrThrow()).currency
}

/** Every rate ever stated, the latest of each currency first, how long it holds, and what it converts today. */
export async function listExchangeRates(db: Db, user: User, now: Date): Promise<ReplyOf<typeof listRoute>> {
  refuseWithoutFinance(user)
  const today = await companyDay(db, now)
  const into = await companyCurrency(db)
  const { rows } = await sql<ExchangeRate & { until: string | null; by_id: Id | null; by: string | null }>`
    select r.currency, trim_scale(r.rate)::text as rate, r.on_day as on,
           lead(r.on_day) over (partition by r.currency order by r.on_day) - 1 as until, u.id as by_id, u.name as by
    from   exchange_rates r left join users u on u.id = r.updated_by order by r.currency, r.on_day desc limit 5000`.execute(
    db,
  )
  const { rows: open } = await sql<{ currency: string; invoices: number; openE4: number }>`
    select currency, count(*)::int as invoices, sum(open_e4)::bigint as "openE4" from invoices
    where  kind = 'invoice' and open_e4 > 0 and currency <> ${into} group by 1 order by 1`.execute(db)
  const holds = (row: { on: string; until: string | null }) =>
    row.on <= today && (row.until === null || row.until >= today)
  const openOf = (currency: string) => open.find((one) => one.currency === currency)
  return {
    into,
    rates: rows.map(({ by_id, by, ...row }) => ({
      ...row,
      by: by_id && by ? { id: by_id, name: by } : null,
      converts: holds(row)
        ? { invoices: openOf(row.currency)?.invoices ?? 0, openE4: openOf(row.currency)?.openE4 ?? 0 }
        : null,
    })),
    missing: open
      .map(({ currency }) => currency)
      .filter((currency) => !rows.some((row) => row.currency === currency && holds(row))),
  }
}

async function refuseKeeper(tx: Tx, user: User): Promise<string> {
  refuseWithoutFinance(user)
  if (user.rights.modules.invoices.change !== 'all')
    throw forbidden('Only who keeps the books of the whole company states rates.')
  return companyCurrency(tx)
}

function refuseOwn(own: string, currency: string, path: string): void {
  if (currency !== own) return
  const message = 'This is the company’s own currency.'
  throw new Refusal('ownCurrency', 422, message, { errors: [{ path, code: 'ownCurrency', message }] })
}

export async function keepExchangeRate(tx: Tx, user: User, rate: ExchangeRate, now: Date): Promise<void> {
  refuseOwn(await refuseKeeper(tx, user), rate.currency, '/currency')
  await write(tx, user, [rate], now)
  await tell(tx, user, 'exchangeRate.stated', { ...rate }, now)
}

/** Many at once, all or none. Of a day named twice the last counts. */
export async function importExchangeRates(tx: Tx, user: User, rates: readonly ExchangeRate[], now: Date) {
  const own = await refuseKeeper(tx, user)
  for (const [at, { currency }] of rates.entries()) refuseOwn(own, currency, `/rates/${at}/currency`)
  const last = [...new Map(rates.map((rate) => [`${rate.currency} ${rate.on}`, rate])).values()]
  const { rows: known } = await sql<{ currency: string; on: string; same: boolean }>`
    select r.currency, r.on_day as on, r.rate = n.rate as same
    from   jsonb_to_recordset(${JSON.stringify(last)}::jsonb) as n (currency text, "on" date, rate numeric)
    join   exchange_rates r on r.currency = n.currency and r.on_day = n."on"`.execute(tx)
  const same = known.filter((one) => one.same)
  const isSame = (rate: ExchangeRate) => same.some(({ currency, on }) => currency === rate.currency && on === rate.on)
  const moved = last.filter((rate) => !isSame(rate))
  await write(tx, user, moved, now)
  const told = { added: last.length - known.length, changed: known.length - same.length, same: same.length }
  if (moved.length > 0)
    await tell(
      tx,
      user,
      'exchangeRate.imported',
      { ...told, currencies: [...new Set(moved.map((one) => one.currency))] },
      now,
    )
  return told
}

/** A rate stated by mistake; the one before holds on. */
export async function dropExchangeRate(tx: Tx, user: User, which: { currency: string; on: string }, now: Date) {
  await refuseKeeper(tx, user)
  const { rows } = await sql<{ rate: string }>`
    delete from exchange_rates where currency = ${which.currency} and on_day = ${which.on}::date
    returning trim_scale(rate)::text as rate`.execute(tx)
  if (!rows[0]) throw notFound('exchange rate')
  await tell(tx, user, 'exchangeRate.dropped', { ...which, rate: rows[0].rate }, now)
}

async function write(tx: Tx, user: User, rates: readonly ExchangeRate[], now: Date): Promise<void> {
  await sql`
    insert into exchange_rates (currency, on_day, rate, updated_at, updated_by)
    select n.currency, n."on", n.rate, ${now}::timestamptz, ${user.id}::uuid
    from   jsonb_to_recordset(${JSON.stringify(rates)}::jsonb) as n (currency text, "on" date, rate numeric)
    on conflict (currency, on_day) do update set rate = excluded.rate, updated_at = excluded.updated_at, updated_by = excluded.updated_by`.execute(
    tx,
  )
}

const tell = (tx: Tx, user: User, kind: string, data: Record<string, unknown>, now: Date) =>
  recordEvent(tx, { kind, subject: { type: 'exchangeRate', id: newId() }, actorId: user.id, at: now, data })

/** The rate of each currency that holds on the day. */
export async function ratesOn(db: Db, day: string): Promise<ExchangeRate[]> {
  const { rows } = await sql<ExchangeRate>`
    select distinct on (currency) currency, trim_scale(rate)::text as rate, on_day as on
    from   exchange_rates where on_day <= ${day} order by currency, on_day desc`.execute(db)
  return rows
}

const scale = 100_000_000n

/** Half away from zero, to the ten-thousandth. */
export function converted(amountE4: number, rate: string): number {
  const [whole = '0', part = ''] = rate.split('.')
  const factor = BigInt(whole) * scale + BigInt(part.padEnd(8, '0').slice(0, 8))
  const product = BigInt(amountE4) * factor
  const half = product < 0n ? -scale / 2n : scale / 2n
  return Number((product + half) / scale)
}
