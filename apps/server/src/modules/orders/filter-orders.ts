import { type Filter, orderFilterFields } from '@quayside/contract'
import type { User } from '../../platform/http/serve.ts'
import { Refusal } from '../../platform/refusal.ts'
import {
  type Bind,
  badFilter,
  type Condition,
  comparison,
  type FilterTarget,
  joined,
  standIn,
} from '../accounts/index.ts'

type Target = Omit<FilterTarget, 'kind' | 'category'>

/** A field of rows that belong to the order. */
const within = (table: string, value: string): Target => {
  const rows = (condition: string) => `exists (select from ${table} x where x.order_id = o.id and ${condition})`
  return { value, wrap: rows, missing: `not ${rows(`coalesce(${value}, '') <> ''`)}` }
}
const ofCustomer = (value: string): Target => ({ value: `(select ${value} from accounts a where a.id = o.account_id)` })
const has = (table: string, condition: string): Target => ({
  value: `(exists (select from ${table} x where x.order_id = o.id and ${condition}))::text`,
})

/** The whitelist: only what stands here ever reaches SQL, over the order `o`. */
const targets: Readonly<Record<string, Target>> = {
  number: { value: 'o.number' },
  status: { value: 'o.status' },
  kind: { value: 'o.kind' },
  channel: { value: 'o.channel' },
  service: within('order_lines', 'x.service'),
  customer: ofCustomer('a.name'),
  customerNumber: ofCustomer('a.number'),
  owner: ofCustomer('a.owner_id'),
  team: { value: 'o.team_id' },
  customerReference: { value: 'o.customer_reference' },
  reference: within('order_references', 'x.value'),
  orderedOn: { value: 'o.ordered_on', time: 'day' },
  requestedOn: { value: 'o.requested_on', time: 'day' },
  receivedAt: { value: 'coalesce(o.received_at, o.created_at)', time: 'instant' },
  origin: within('order_lines', 'x.origin'),
  destination: within('order_lines', 'x.destination'),
  item: within('order_lines', 'x.item'),
  hsCode: within('order_goods', 'x.hs_code'),
  dangerous: has('order_goods', 'x.un_number is not null'),
  temperature: has('order_goods', '(x.temperature_min_c is not null or x.temperature_max_c is not null)'),
  held: { value: `(select string_agg(r ->> 'code', ' ') from jsonb_array_elements(o.hold_reasons) r)` },
  currency: { value: 'o.currency' },
  amount: { value: '(select coalesce(sum(x.amount_e4), 0)::bigint from order_lines x where x.order_id = o.id)' },
  priceSource: { value: 'o.price_source' },
  importBatch: { value: 'o.import_batch_id::text' },
}

/** The filter as a condition on the order `o`, every value bound. */
export const orderCondition = (filter: Filter, user: User, bind: Bind): string =>
  joined(filter, (part) => simple(part, user, bind))

function simple({ field, op, value }: Condition, user: User, bind: Bind): string {
  const known = Object.hasOwn(orderFilterFields, field) ? orderFilterFields[field] : undefined
  const target = targets[field]
  if (!known || !target) throw badFilter(`There is no field "${field}".`)
  if (!user.rights.categories[known.category].read)
    throw new Refusal('filterNotAllowed', 403, `Your roles do not let you read "${field}", so you cannot filter by it.`)
  const whole: FilterTarget = { ...target, kind: known.kind, category: known.category }
  const given = standIn(whole, value, { userId: user.id, teamIds: user.teamIds })
  const condition = comparison(whole, op, given, bind)
  if (!condition) throw badFilter(`"${field}" cannot be compared by "${op}" with this value.`)
  return condition
}
