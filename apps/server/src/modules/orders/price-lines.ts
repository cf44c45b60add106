import type { OrderReason } from '@quayside/contract'
import type { Id } from '../../platform/ids.ts'
import type { CheckedLine, CheckedOrder } from './checked-order.ts'
import { reason } from './order-reasons.ts'

export interface PricedLine extends CheckedLine {
  amountE4: number
  priceSource: 'agreement' | 'typed' | 'none'
  priceBasis: Record<string, unknown> | null
}

/** What the agreement of a customer says of a line. */
export type Agreed =
  | { found: true; amountE4: number; currency: string; basis: Record<string, unknown> }
  /** `why` is looked for only where the line states no price itself. */
  | { found: false; why: { zh: string; en: string } | null }

export type AskAgreement = (accountId: Id, order: CheckedOrder, line: CheckedLine) => Promise<Agreed>

/** Whether a person types, who can say why, or a partner's system states a price. */
export interface Pricing {
  byPerson: boolean
  ask: AskAgreement
}

/** Each line by its agreement, or as typed. A typed price beside an agreed one needs its reason, or is told where nobody can be asked. */
export async function priceLines(
  accountId: Id,
  order: CheckedOrder,
  pricing: Pricing,
): Promise<{ lines: PricedLine[]; reasons: OrderReason[] }> {
  const reasons: OrderReason[] = []
  const lines: PricedLine[] = []
  for (const [at, line] of order.lines.entries()) {
    const agreed = await pricing.ask(accountId, order, line)
    const fits = agreed.found && agreed.currency === order.currency ? agreed : null
    reasons.push(...reasonsOf(line, at, order.currency, agreed, fits, pricing))
    lines.push(priced(line, fits))
  }
  return { lines, reasons }
}

type Fitting = Extract<Agreed, { found: true }> | null

function priced(line: CheckedLine, agreed: Fitting): PricedLine {
  if (line.priceE4 === undefined)
    return agreed
      ? { ...line, amountE4: agreed.amountE4, priceSource: 'agreement', priceBasis: agreed.basis }
      : { ...line, amountE4: 0, priceSource: 'none', priceBasis: null }
  const same = agreed?.amountE4 === line.priceE4
  return {
    ...line,
    amountE4: line.priceE4,
    priceSource: same ? 'agreement' : 'typed',
    priceBasis: agreed ? agreed.basis : null,
  }
}

function reasonsOf(
  line: CheckedLine,
  at: number,
  currency: string,
  asked: Agreed,
  agreed: Fitting,
  { byPerson }: Pricing,
): OrderReason[] {
  const path = `/lines/${at}/priceE4`
  if (line.priceE4 === undefined) {
    if (agreed) return []
    const why = asked.found
      ? { zh: `合同价格以 ${asked.currency} 计`, en: `the agreed price is in ${asked.currency}` }
      : (asked.why ?? { zh: '', en: '' })
    const told = reason('notPriced', path, { line: at + 1, why: why.en })
    return [{ ...told, zh: told.zh.replace(why.en, why.zh) }]
  }
  if (!agreed || agreed.amountE4 === line.priceE4 || line.priceReason) return []
  if (byPerson) return [reason('priceReasonMissing', `/lines/${at}/priceReason`)]
  return [reason('priceDiffers', path, { stated: inUnits(line.priceE4), agreed: inUnits(agreed.amountE4), currency })]
}

/** Ten-thousandths as people read them. */
export const inUnits = (amountE4: number): string =>
  (amountE4 / 10_000).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 4 })

export const priceSourceOf = (lines: readonly PricedLine[]): 'agreement' | 'typed' | 'mixed' | 'none' => {
  const met = new Set(lines.map(({ priceSource }) => priceSource))
  const [only] = met
  return met.size === 1 && only ? only : 'mixed'
}
