import { type AssociationRule, association, type ReplyOf, type readAlsoUses } from '@quayside/contract'
import { companyDay } from '../../../platform/company-day.ts'
import { refuseHidden } from '../../../platform/http/refuse-hidden.ts'
import type { Call } from '../../../platform/http/serve.ts'
import { notFound } from '../../../platform/refusal.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { dayNumber, dayText } from '../customers/as-of.ts'
import { narrowed } from '../frame/narrow.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'
import { refuseUnread } from '../frame/warehouse-at-hand.ts'
import { ruleOf, rulesKept } from './association.ts'

/** What goes together changes over months: many customers are opened within an hour. */
const goodForMs = 3_600_000
const periodDays = 365
/** More than this nobody offers at once. */
const atMost = 3

/** What customers who buy as he does buy besides: for each service the surest rule whose left side he fulfils. */
export async function alsoUses(
  warehouse: Warehouse,
  { params, user, read, now }: Pick<Call<typeof readAlsoUses>, 'params' | 'user' | 'read' | 'now'>,
): Promise<ReplyOf<typeof readAlsoUses>> {
  refuseHidden(user, ['behaviour'], 'read')
  const { known, today } = await read(async (db) => ({
    known: await db
      .selectFrom('accounts')
      .select('id')
      .where('id', '=', params.id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst(),
    today: await companyDay(db, now),
  }))
  if (!known) throw notFound('account')
  await refuseUnread(warehouse)
  const from = dayText(dayNumber(today) - periodDays + 1)
  // The question of a fresh page of association.
  const { item: _, limit: __, ...mining } = association.read.query.parse({ from })
  const { basis, counted, found } = await rulesKept({ warehouse, beholder: user }, mining, goodForMs)
  const within = narrowed({ from, accountId: params.id }, user)
  const bought = await warehouse.engine.columns(
    `select l.service as service from ${linesAndAccounts} where ${within.sql} and l.service is not null group by l.service order by count(*) desc, l.service`,
    within.parameters,
  )
  const uses = (bought.service ?? []) as string[]
  const rules = found.tooMany ? [] : found.rules.map((rule) => ruleOf(rule, counted))
  return { basis, baskets: counted.baskets, uses, rules: bestFor(rules, new Set(uses)).slice(0, atMost) }
}

/** Surest first; of rules as sure the one that says more than chance. */
function bestFor(rules: readonly AssociationRule[], uses: ReadonlySet<string>): AssociationRule[] {
  const fitting = rules
    .filter((rule) => !uses.has(rule.to) && rule.from.every((item) => uses.has(item)))
    .toSorted((a, b) => b.confidence - a.confidence || b.lift - a.lift || (a.to < b.to ? -1 : 1))
  return fitting.filter((rule, at) => fitting.findIndex(({ to }) => to === rule.to) === at)
}
