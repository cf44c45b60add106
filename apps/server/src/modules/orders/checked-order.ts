import type { DraftGoods, DraftLine, DraftParty, DraftPlace, OrderReason } from '@quayside/contract'
import type { Id } from '../../platform/ids.ts'
import { type OrderReasonCode, reason } from './order-reasons.ts'

/** An order that may be written: days and codes in the one form they are kept in. */
export interface CheckedOrder {
  customerReference: string | null
  orderedOn: string
  requestedOn: string | null
  currency: string
  note: string
  lines: CheckedLine[]
  goods: DraftGoods[]
  places: CheckedPlace[]
  parties: CheckedParty[]
  references: { kind: string; value: string }[]
}

export interface CheckedLine extends DraftLine {
  origin?: string | undefined
  destination?: string | undefined
}
export interface CheckedPlace extends Omit<DraftPlace, 'from' | 'to'> {
  from: Date | null
  to: Date | null
}
export interface CheckedParty extends DraftParty {
  accountId: Id | null
}

/** What checking knows besides the draft. */
export interface CheckContext {
  timeZone: string
  today: string
  /** Of an order that names none. */
  currency: string
}

/** Gathers reasons; each check says where. */
export interface Findings {
  reasons: OrderReason[]
  say(code: OrderReasonCode, path: string, params?: OrderReason['params']): void
}

export function findings(): Findings {
  const reasons: OrderReason[] = []
  return { reasons, say: (code, path, params) => void reasons.push(reason(code, path, params)) }
}

/** What a column of bigint and a JSON number both hold. */
const most = Number.MAX_SAFE_INTEGER
const mostPackages = 2_147_483_647

export function checkAmount(found: Findings, value: number | undefined, path: string): number | undefined {
  if (value === undefined) return undefined
  if (value < 0) found.say('negative', path, { number: value })
  else if (value > most) found.say('tooLarge', path, { number: value })
  return Math.round(value)
}

export function checkPackages(found: Findings, value: number | undefined, path: string): number | undefined {
  if (value === undefined) return undefined
  if (value < 0) found.say('negative', path, { number: value })
  else if (!Number.isInteger(value)) found.say('notWhole', path, { number: value })
  else if (value > mostPackages) found.say('tooLarge', path, { number: value })
  return value
}
