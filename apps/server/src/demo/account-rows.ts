import { type DemoCustomer, type DemoInteraction, dayOf } from '@quayside/demo-company'
import { accountQuality, deriveAccount } from '../modules/accounts/index.ts'
import type { Id } from '../platform/ids.ts'
import type { CopyRow } from './copy-rows.ts'
import type { DemoOwner, DemoWorld } from './demo-world.ts'

export const accountColumns = [
  'id',
  'number',
  'kind',
  'name',
  'name_en',
  'short_name',
  'credit_code',
  'phone',
  'email',
  'website',
  'industry',
  'size',
  'parent_id',
  'department_head',
  'tags',
  'goods',
  'service_needs',
  'potential',
  'account_type',
  'credit_limit_e4',
  'credit_grade',
  'payment_days',
  'currency',
  'state',
  'state_since',
  'owner_id',
  'team_id',
  'source',
  'sort_key',
  'search_keys',
  'match_keys',
  'quality_score',
  'quality_issues',
  'created_at',
  'updated_at',
  'xid',
]

/** What an account's row needs beside the customer drawn. */
export interface Entered {
  id: Id
  number: string
  parentId: Id | null
  owner: DemoOwner | undefined
  touches: readonly DemoInteraction[]
  /** Days of his orders, oldest first. */
  orderDays: Float64Array
  xid: string
}

/** When the customer was first met. */
export const metAt = (touches: readonly DemoInteraction[], { now }: DemoWorld) => new Date(touches[0]?.at ?? now)

export function accountRow(world: DemoWorld, customer: DemoCustomer, entered: Entered): CopyRow {
  const { id, number, parentId, owner, touches, xid } = entered
  const met = metAt(touches, world)
  // One in eleven was never looked at again after the first contact, so that the verify list has something to show.
  const changed = new Date((customer.index % 11 === 0 ? touches[0] : touches.at(-1))?.at ?? world.now)
  const state = stateFor(customer.index, entered.orderDays, world)
  const head = customer.kind === 'department' ? (customer.contacts[0]?.name ?? null) : null
  const { derived, quality } = derivedOf(world, customer, number, owner, head, changed)
  return [
    id,
    number,
    customer.kind,
    customer.name,
    customer.nameEn,
    customer.shortName,
    customer.creditCode,
    customer.phone,
    customer.email,
    customer.website,
    customer.industry,
    customer.size,
    parentId,
    head,
    customer.tags,
    customer.goods,
    customer.serviceNeeds,
    customer.potential,
    customer.accountType,
    customer.creditLimitYuan === null ? null : customer.creditLimitYuan * 10_000,
    customer.creditGrade,
    customer.paymentDays,
    'CNY',
    state.state,
    state.since,
    owner?.userId ?? null,
    owner?.teamId ?? null,
    JSON.stringify(customer.source),
    derived.sort_key,
    derived.search_keys,
    derived.match_keys,
    quality.score,
    quality.issues,
    met.toISOString(),
    changed.toISOString(),
    xid,
  ]
}

/** The columns that follow from the others, by the product's own rules. */
function derivedOf(
  { now }: DemoWorld,
  customer: DemoCustomer,
  number: string,
  owner: DemoOwner | undefined,
  head: string | null,
  changed: Date,
) {
  const people = customer.contacts.map((contact) => ({
    name: contact.name,
    name_en: contact.nameEn,
    mobile: contact.mobile,
    phone: null,
    email: contact.email,
  }))
  const places = customer.addresses.map(({ place, street, isPrimary }) => ({
    street,
    city: place.city,
    province: place.province,
    district: place.district,
    postcode: place.postcode,
    is_primary: isPrimary,
  }))
  const typed = {
    kind: customer.kind,
    number,
    name: customer.name,
    name_en: customer.nameEn,
    short_name: customer.shortName,
    credit_code: customer.creditCode,
    external_key: null,
    phone: customer.phone,
    phone_raw: null,
    email: customer.email,
    website: customer.website,
    industry: customer.industry,
    size: customer.size,
    owner_id: owner?.userId ?? null,
    parent_id: null,
    department_head: head,
    birth_date: null,
    goods: customer.goods,
    service_needs: customer.serviceNeeds,
    verified_at: changed,
  }
  return {
    derived: deriveAccount(typed, people, places, now),
    quality: accountQuality(typed, people.length, places, changed, now),
  }
}

/** The life-cycle state that the orders speak of (CDB-7). */
function stateFor(
  index: number,
  orderDays: Float64Array,
  { seasons, period }: DemoWorld,
): { state: string; since: string } {
  const last = orderDays.at(-1)
  const first = orderDays[0]
  if (last === undefined || first === undefined)
    return { state: index % 2 === 0 ? 'prospect' : 'potential', since: period.from }
  const quiet = seasons.last - last
  if (quiet > 240) return { state: 'lost', since: dayOf(last + 240) }
  if (quiet > 120) return { state: 'dormant', since: dayOf(last + 120) }
  if (orderDays.length >= 12 && last - first > 300) return { state: 'mature', since: dayOf(first + 300) }
  return { state: 'active', since: dayOf(first) }
}
