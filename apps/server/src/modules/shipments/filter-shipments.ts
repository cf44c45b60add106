import type { ShipmentFilter } from '@quayside/contract'
import type { User } from '../../platform/http/serve.ts'
import { readFilter } from '../accounts/index.ts'
import { shipmentCondition } from './filter-fields.ts'
import { openRiskSql } from './risk.ts'

export interface Conditions {
  where: string[]
  values: unknown[]
  bind(value: unknown): string
}

export function newConditions(): Conditions {
  const values: unknown[] = []
  return { where: [], values, bind: (value) => `$${values.push(value)}` }
}

/** Lists, the board and files narrow alike. `s` is the shipment. */
export function narrow(filter: ShipmentFilter, today: string, user: User, to: Conditions): void {
  const { where, bind } = to
  const { search, accountId, orderId, state, mode, carrier, exception, risk, promisedFrom, promisedTo } = filter
  if (accountId) where.push(`s.account_id = ${bind(accountId)}`)
  if (orderId) where.push(`s.order_id = ${bind(orderId)}`)
  if (state === 'open') where.push('s.is_open')
  else if (state === 'closed') where.push('not s.is_open')
  else if (state) where.push(`s.state = ${bind(state)}`, ...(isOpenState(state) ? ['s.is_open'] : []))
  if (mode) where.push(`s.mode = ${bind(mode)}`)
  if (carrier) where.push(`s.carrier = ${bind(carrier)}`)
  if (exception === 'any') where.push("s.exception_kinds <> '{}'")
  else if (exception) where.push(`${bind(exception)} = any (s.exception_kinds)`)
  if (risk) where.push(`${openRiskSql(bind(today))} = ${bind(risk)}`, 's.is_open')
  if (promisedFrom) where.push(`s.promised_on >= ${bind(promisedFrom)}`)
  if (promisedTo) where.push(`s.promised_on <= ${bind(promisedTo)}`)
  const said = readFilter(filter.filter)
  if (said) where.push(shipmentCondition(said, user, bind))
  const sought = search?.trim()
  if (sought) where.push(searchSql(sought, to))
}

const isOpenState = (state: string) => ['planned', 'inTransit', 'outForDelivery'].includes(state)

/** The beginning of our number or of any reference, however it is written. */
function searchSql(text: string, { bind }: Conditions): string {
  const key = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
  const number = bind(text.toUpperCase())
  if (key.length < 3) return `s.number = ${number}`
  const [from, to] = [bind(key), bind(`${key}\u{10FFFF}`)]
  return `s.id in (select n.id from shipments n where n.number = ${number}
    union all select r.shipment_id from shipment_references r where r.key collate "C" >= ${from} and r.key collate "C" < ${to})`
}
