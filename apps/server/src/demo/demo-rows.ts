import {
  type DemoCustomer,
  type DemoLine,
  type DemoOrder,
  dayOf,
  demoCustomer,
  interactionsOf,
  ordersOf,
  type Period,
  type Random,
  type Seasons,
} from '@quayside/demo-company'
import { accountQuality, deriveAccount } from '../modules/accounts/index.ts'
import type { Id } from '../platform/ids.ts'
import { arrayCell, type CopyRow } from './copy-rows.ts'

type Row = CopyRow

export interface DemoOwner {
  userId: Id
  teamId: Id
}
export interface DemoWorld {
  seed: number
  customers: number
  linesPerCustomer: number
  period: Period
  seasons: Seasons
  /** Who looks after customers; customers are dealt out evenly. Empty: nobody. */
  owners: readonly DemoOwner[]
  now: Date
}

/** Rows of some customers for each table, in the order the foreign keys want. */
export interface DemoRows {
  accounts: Row[]
  contacts: Row[]
  addresses: Row[]
  interactions: Row[]
  followUps: Row[]
  events: Row[]
  orders: Row[]
  lines: Row[]
}

export const demoColumns: Record<keyof DemoRows, { table: string; columns: readonly string[] }> = {
  accounts: {
    table: 'accounts',
    columns: [
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
    ],
  },
  contacts: {
    table: 'contacts',
    columns: [
      'id',
      'account_id',
      'name',
      'name_en',
      'role',
      'job_title',
      'mobile',
      'email',
      'is_primary',
      'created_at',
      'updated_at',
    ],
  },
  addresses: {
    table: 'addresses',
    columns: [
      'id',
      'account_id',
      'kind',
      'country',
      'province',
      'city',
      'district',
      'division_code',
      'street',
      'postcode',
      'unlocode',
      'is_primary',
    ],
  },
  interactions: {
    table: 'interactions',
    columns: [
      'id',
      'account_id',
      'contact_id',
      'kind',
      'direction',
      'at',
      'author_id',
      'subject',
      'body',
      'duration_seconds',
      'xid',
    ],
  },
  followUps: { table: 'follow_ups', columns: ['id', 'account_id', 'contact_id', 'owner_id', 'due_at', 'title'] },
  events: {
    table: 'events',
    columns: ['id', 'at', 'actor_id', 'subject_type', 'subject_id', 'account_id', 'kind', 'data'],
  },
  orders: {
    table: 'orders',
    columns: ['id', 'number', 'account_id', 'ordered_on', 'currency', 'channel', 'status', 'xid'],
  },
  lines: {
    table: 'order_lines',
    columns: [
      'id',
      'order_id',
      'account_id',
      'ordered_on',
      'currency',
      'line_no',
      'service',
      'category',
      'item',
      'quantity',
      'unit',
      'amount_e4',
      'cost_e4',
      'weight_g',
      'origin',
      'destination',
      'region',
      'promised_on',
      'shipped_on',
      'delivered_on',
      'xid',
    ],
  },
}

export interface NumberedFrom {
  account: number
  order: number
  /** The loading transaction, stamped on every row for the feeder. */
  xid: string
}

/** Customers `first` to `last` (exclusive) of the world as rows. `idOf` remembers ids of customers that may be parents. */
export function demoRows(
  world: DemoWorld,
  first: number,
  last: number,
  from: NumberedFrom,
  idOf: Map<number, Id>,
): DemoRows {
  const rows: DemoRows = {
    accounts: [],
    contacts: [],
    addresses: [],
    interactions: [],
    followUps: [],
    events: [],
    orders: [],
    lines: [],
  }
  let order = from.order
  for (let index = first; index < last; index++) {
    const customer = demoCustomer(world, index)
    const orders = ordersOf(customer, world.seasons)
    const ids = customer.interactionRandom
    const id = ids.id(world.seasons.first * 86_400_000 + index)
    if (index < 500) idOf.set(index, id)
    const owner =
      world.owners.length > 0 && customer.kind !== 'department' ? world.owners[index % world.owners.length] : undefined
    addAccount(rows, world, customer, {
      id,
      owner,
      orders,
      number: from.account + (index - first),
      xid: from.xid,
      idOf,
    })
    for (const made of orders) addOrder(rows, made, customer.orderRandom, id, order++, from.xid)
  }
  return rows
}

interface Made {
  id: Id
  owner: DemoOwner | undefined
  orders: readonly DemoOrder[]
  number: number
  xid: string
  idOf: Map<number, Id>
}

function addAccount(
  rows: DemoRows,
  world: DemoWorld,
  customer: DemoCustomer,
  { id, owner, orders, number, xid, idOf }: Made,
): void {
  const ids = customer.interactionRandom
  const made = world.now.getTime()
  const contactIds = customer.contacts.map(() => ids.id(made))
  const touches = interactionsOf(customer, world.period)
  const met = new Date(touches[0]?.at ?? world.now.getTime()).toISOString()
  // One in eleven was never looked at again after the first contact, so that the verify list has something to show.
  const changed = new Date((customer.index % 11 === 0 ? touches[0] : touches.at(-1))?.at ?? world.now.getTime())
  const state = stateFor(customer.index, orders, world)
  const numbered = `C-${String(number).padStart(6, '0')}`
  const head = customer.kind === 'department' ? (customer.contacts[0]?.name ?? null) : null
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
    number: numbered,
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
  const derived = deriveAccount(typed, people, places, world.now)
  const quality = accountQuality(typed, people.length, places, changed, world.now)
  rows.accounts.push([
    id,
    numbered,
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
    customer.parentIndex === null ? null : (idOf.get(customer.parentIndex) ?? null),
    head,
    arrayCell(customer.tags),
    arrayCell(customer.goods),
    arrayCell(customer.serviceNeeds),
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
    arrayCell(derived.search_keys),
    arrayCell(derived.match_keys),
    quality.score,
    arrayCell(quality.issues),
    met,
    changed.toISOString(),
    xid,
  ])
  for (const [at, contact] of customer.contacts.entries())
    rows.contacts.push([
      contactIds[at] as Id,
      id,
      contact.name,
      contact.nameEn,
      contact.role,
      contact.jobTitle,
      contact.mobile,
      contact.email,
      contact.isPrimary,
      met,
      met,
    ])
  for (const { kind, place, street, isPrimary } of customer.addresses)
    rows.addresses.push([
      ids.id(made),
      id,
      kind,
      'CN',
      place.province,
      place.city,
      place.district,
      place.divisionCode,
      street,
      place.postcode,
      place.unlocode,
      isPrimary,
    ])
  for (const touch of touches)
    rows.interactions.push([
      ids.id(made),
      id,
      touch.contactIndex === null ? null : (contactIds[touch.contactIndex] ?? null),
      touch.kind,
      touch.direction,
      new Date(touch.at).toISOString(),
      owner?.userId ?? null,
      touch.subject,
      touch.body,
      touch.durationSeconds,
      xid,
    ])
  if (owner && customer.index % 9 === 0)
    rows.followUps.push(followUp(world, customer, id, contactIds[0] ?? null, owner))
  rows.events.push([
    ids.id(made),
    met,
    owner?.userId ?? null,
    'account',
    id,
    id,
    'account.created',
    JSON.stringify({ source: customer.source }),
  ])
}

const titles = [
  '定期回访',
  '确认旺季舱位',
  '跟进报价',
  '催收到期运费',
  '拜访新仓项目',
  '回复冷链方案',
  '更新联系人信息',
]

function followUp(
  world: DemoWorld,
  customer: DemoCustomer,
  accountId: Id,
  contactId: Id | null,
  owner: DemoOwner,
): Row {
  const dueInDays = (customer.index % 17) - 4
  const due = new Date(world.now.getTime() + dueInDays * 86_400_000).toISOString()
  return [
    customer.interactionRandom.id(world.now.getTime()),
    accountId,
    contactId,
    owner.userId,
    due,
    titles[customer.index % titles.length] as string,
  ]
}

/** The life-cycle state that the orders speak of (CDB-7). */
function stateFor(
  index: number,
  orders: readonly DemoOrder[],
  { seasons, period }: DemoWorld,
): { state: string; since: string } {
  const last = orders.at(-1)?.orderedOn
  const first = orders[0]?.orderedOn
  if (last === undefined || first === undefined)
    return { state: index % 2 === 0 ? 'prospect' : 'potential', since: period.from }
  const quiet = seasons.last - last
  if (quiet > 240) return { state: 'lost', since: dayOf(last + 240) }
  if (quiet > 120) return { state: 'dormant', since: dayOf(last + 120) }
  if (orders.length >= 12 && last - first > 300) return { state: 'mature', since: dayOf(first + 300) }
  return { state: 'active', since: dayOf(first) }
}

/** Lines are most of the volume: written as COPY text at once, without an array of values for each. Names of goods and places need no escaping. */
function addOrder(rows: DemoRows, order: DemoOrder, ids: Random, accountId: Id, number: number, xid: string): void {
  const at = order.orderedOn * 86_400_000
  const id = ids.id(at)
  const day = dayOf(order.orderedOn)
  const underWay = order.lines.some((line) => line.promisedOn !== null && line.deliveredOn === null)
  const status = underWay ? 'inTransit' : 'completed'
  rows.orders.push(
    `${id}\tO-${day.slice(0, 4)}-${String(number).padStart(7, '0')}\t${accountId}\t${day}\tCNY\tstaff\t${status}\t${xid}\n`,
  )
  const head = `${id}\t${accountId}\t${day}\tCNY`
  for (let no = 0; no < order.lines.length; no++) {
    const line = order.lines[no] as DemoLine
    rows.lines.push(
      `${ids.id(at)}\t${head}\t${no + 1}\t${line.service}\t${line.item}\t${line.item}\t${line.quantity}\t${line.unit}\t${line.amountE4}\t${line.costE4}\t${line.weightG}\t` +
        `${line.origin.city}\t${line.destination.city}\t${line.destination.province}\t${dayCell(line.promisedOn)}\t${day}\t${dayCell(line.deliveredOn)}\t${xid}\n`,
    )
  }
}

const dayCell = (day: number | null) => (day === null ? '\\N' : dayOf(day))
