import { type Filter, shipmentFilterFields } from '@quayside/contract'
import type { User } from '../../platform/http/serve.ts'
import {
  type Bind,
  badFilter,
  type Condition,
  comparison,
  type FilterTarget,
  joined,
  standIn,
} from '../accounts/index.ts'
import { riskSql } from './risk.ts'

type Target = Omit<FilterTarget, 'kind' | 'category'>

/** A field of rows that belong to the shipment. */
const within = (from: string, value: string): Target => {
  const rows = (condition: string) => `exists (select from ${from} where x.shipment_id = s.id and ${condition})`
  return { value, wrap: rows, missing: `not ${rows(`${value} is not null`)}` }
}
const openException = 'shipment_exceptions x'
const ofCustomer = (value: string): Target => ({ value: `(select ${value} from accounts a where a.id = s.account_id)` })

/** The whitelist: only what stands here ever reaches SQL, over the shipment `s`. */
const targets: Readonly<Record<string, Target>> = {
  number: { value: 's.number' },
  state: { value: 's.state' },
  mode: { value: 's.mode' },
  carrier: { value: 's.carrier' },
  customer: ofCustomer('a.name'),
  customerNumber: ofCustomer('a.number'),
  owner: ofCustomer('a.owner_id'),
  team: ofCustomer('a.team_id'),
  referenceValue: within('shipment_references x', 'x.value'),
  origin: { value: 's.origin' },
  destination: { value: 's.destination' },
  goods: { value: 's.goods' },
  exceptionKind: within(openException, 'case when x.resolved_at is null then x.kind end'),
  assignee: {
    value: `(select x.assigned_to from shipment_exceptions x where x.shipment_id = s.id and x.resolved_at is null
             and x.assigned_to is not null order by x.opened_at, x.id limit 1)`,
  },
  lastCode: { value: 's.last_code' },
  lastAt: { value: 's.last_at', time: 'instant' },
  promisedOn: { value: 's.promised_on', time: 'day' },
  eta: { value: 's.eta_at', time: 'instant' },
  deliveredAt: { value: 's.delivered_at', time: 'instant' },
  openedAt: { value: 's.opened_at', time: 'instant' },
  equipment: within('shipment_legs x', 'x.equipment_number'),
  risk: { value: `(${riskSql('(now() at time zone (select time_zone from company))')})` },
  attested: { value: '(exists (select from shipment_proofs x where x.shipment_id = s.id))::text' },
}

/** The filter as a condition on the shipment `s`, every value bound. */
export const shipmentCondition = (filter: Filter, user: User, bind: Bind): string =>
  joined(filter, (part) => simple(part, user, bind))

function simple({ field, op, value }: Condition, user: User, bind: Bind): string {
  const known = Object.hasOwn(shipmentFilterFields, field) ? shipmentFilterFields[field] : undefined
  const target = targets[field]
  if (!known || !target) throw badFilter(`There is no field "${field}".`)
  const whole: FilterTarget = { ...target, kind: known.kind, category: 'basic' }
  const given = standIn(whole, value, { userId: user.id, teamIds: user.teamIds })
  const condition = comparison(whole, op, given, bind)
  if (!condition) throw badFilter(`"${field}" cannot be compared by "${op}" with this value.`)
  return condition
}
