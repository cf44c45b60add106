import type { ExchangeRate } from '@quayside/contract'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { forbidden, Refusal } from '../../../platform/refusal.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'

export async function companyCurrency(db: Db): Promise<string> {
  return (await db.selectFrom('company').select('currency').executeTakeFirstOrThrow()).currency
}

/** Every rate ever stated, the latest of each currency first. */
export async function listExchangeRates(db: Db, user: User) {
  refuseWithoutFinance(user)
  const { rows } = await sql<ExchangeRate>`
    select currency, trim_scale(rate)::text as rate, on_day as on from exchange_rates order by currency, on_day desc limit 1000`.execute(
    db,
  )
  return { into: await companyCurrency(db), rates: rows }
}

export async function keepExchangeRate(tx: Tx, user: User, rate: ExchangeRate, now: Date): Promise<void> {
  refuseWithoutFinance(user)
  if (user.rights.modules.invoices.change !== 'all')
    throw forbidden('Only who keeps the books of the whole company states rates.')
  if (rate.currency === (await companyCurrency(tx)))
    throw new Refusal('ownCurrency', 422, 'This is the company’s own currency.', {
      errors: [{ path: '/currency', code: 'ownCurrency', message: 'This is the company’s own currency.' }],
    })
  await sql`
    insert into exchange_rates (currency, on_day, rate, updated_at, updated_by) values (${rate.currency}, ${rate.on}, ${rate.rate}::numeric, ${now}, ${user.id})
    on conflict (currency, on_day) do update set rate = excluded.rate, updated_at = excluded.updated_at, updated_by = excluded.updated_by`.execute(
    tx,
  )
  await recordEvent(tx, {
    kind: 'exchangeRate.stated',
    subject: { type: 'exchangeRate', id: newId() },
    actorId: user.id,
    at: now,
    data: { ...rate },
  })
}

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
