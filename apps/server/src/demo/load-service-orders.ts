import { Action, Category, Module, type NewOrder, OrderDraft, type Rights } from '@quayside/contract'
import { type Arrival, cancelOrder, changeOrder, progressOrder, takeOrder } from '../modules/orders/index.ts'
import { connectionOf, type Tx } from '../platform/database.ts'
import type { User } from '../platform/http/serve.ts'
import type { Id } from '../platform/ids.ts'
import type { DemoWorld } from './demo-world.ts'

const days = 86_400_000
/** Service orders of the last weeks. */
const howMany = 60

interface DemoCustomer {
  id: Id
  number: string
}

/**
 * Service orders as they come in day by day: by telephone, file, API and EDI; done, under way, held, changed, cancelled, and some that
 * wait to be mended.
 */
export async function loadServiceOrders(tx: Tx, { now }: DemoWorld, userId: Id): Promise<void> {
  const client = connectionOf(tx)
  const { rows: customers } = await client.query<DemoCustomer>(
    `select a.id, a.number from account_figures f join accounts a on a.id = f.account_id
     where a.deleted_at is null and a.kind = 'enterprise' order by f.amount_e4 desc, a.id limit 24`,
  )
  if (customers.length === 0) return
  const user = everything(userId)
  for (let n = 0; n < howMany; n++) {
    const customer = customers[(n * 7) % customers.length] as DemoCustomer
    const receivedAt = new Date(now.getTime() - Math.round(((howMany - n) / howMany) * 40 * days))
    await oneOrder(tx, user, customer, n, receivedAt)
  }
  await waiting(tx, user, customers, now)
}

const channels: readonly Arrival['channel'][] = ['staff', 'edi', 'api', 'edi', 'phone', 'import']

async function oneOrder(tx: Tx, user: User, customer: DemoCustomer, n: number, receivedAt: Date): Promise<void> {
  const channel = channels[n % channels.length] ?? 'staff'
  const arrival = { channel, key: `demo-${n}`, receivedAt }
  const { orderId, outcome } = await takeOrder(tx, user, OrderDraft.parse(draftOf(customer, n, receivedAt)), arrival)
  if (outcome !== 'taken') return
  const later = (hours: number) => new Date(receivedAt.getTime() + hours * 3_600_000)
  if (n % 11 === 4)
    await changeOrder(tx, user, orderId, {
      change: { note: '客户要求改为尾板车 / tail-lift needed' },
      reason: '客户来电',
      feeE4: 200_0000,
      arrival: { channel: 'phone', receivedAt: later(3) },
    })
  if (n % 13 === 6) {
    await cancelOrder(tx, user, orderId, { reason: '客户取消', costE4: 150_0000, now: later(6) })
    return
  }
  if (n < howMany * 0.75) await progressOrder(tx, user, orderId, { to: 'inTransit', now: later(20) })
  if (n < howMany * 0.5) await progressOrder(tx, user, orderId, { to: 'completed', now: later(24 * 6) })
}

const lanes = [
  { service: 'road', from: ['上海', 'CNSHA'], to: ['北京', 'CNBJS'], price: 6_800 },
  { service: 'sea', from: ['上海', 'CNSHA'], to: ['Hamburg', 'DEHAM'], price: 21_500 },
  { service: 'air', from: ['深圳', 'CNSZX'], to: ['Los Angeles', 'USLAX'], price: 33_200 },
  { service: 'rail', from: ['西安', 'CNSIA'], to: ['Duisburg', 'DEDUI'], price: 28_400 },
  { service: 'express', from: ['广州', 'CNCAN'], to: ['成都', 'CNCTU'], price: 960 },
] as const
const goods = [
  { description: '机械零件', hsCode: '848340', packageType: '木箱' },
  {
    description: '锂电池',
    hsCode: '850760',
    packageType: '纸箱',
    unNumber: '3480',
    dangerClass: '9',
    properName: 'LITHIUM ION BATTERIES',
  },
  { description: '冷冻虾仁', hsCode: '030617', packageType: '泡沫箱', temperatureMinC: -22, temperatureMaxC: -18 },
  { description: '服装', hsCode: '620462', packageType: '纸箱' },
] as const
const ends = { sea: ['portOfLoading', 'portOfDischarge'], air: ['airportOfDeparture', 'airportOfArrival'] } as const

function draftOf({ id }: DemoCustomer, n: number, at: Date): NewOrder {
  const lane = lanes[n % lanes.length] ?? lanes[0]
  const { service, from, to, price } = lane
  const [first, last] = service === 'sea' || service === 'air' ? ends[service] : (['pickup', 'delivery'] as const)
  const day = (ahead: number) => new Date(at.getTime() + ahead * days).toISOString().slice(0, 10)
  const packages = 4 + ((n * 5) % 36)
  return {
    customer: { id },
    customerReference: `PO-${at.getUTCFullYear()}-${String(4_000 + n * 17)}`,
    requestedOn: day(7),
    currency: 'CNY',
    lines: [
      {
        service,
        item: service === 'sea' ? '整箱 40HC' : '整票运输',
        quantity: 1,
        priceE4: (price + ((n * 37) % 900)) * 10_000,
        priceReason: '按询价',
      },
    ],
    goods: [{ ...goods[n % goods.length], packages, weightG: packages * 86_000, volumeCm3: packages * 240_000 }],
    places: [
      { kind: first, name: from[0], city: from[0], unlocode: from[1], from: day(1), to: day(2) },
      { kind: last, name: to[0], city: to[0], unlocode: to[1], from: day(6), to: day(9) },
    ],
    parties: [{ role: 'consignee', name: `${to[0]} 收货仓` }],
    references: n % 2 === 0 ? [{ kind: 'booking', value: `BKG${70_000 + n}` }] : [],
  }
}

/** What a dispatcher finds in the morning. */
async function waiting(tx: Tx, user: User, customers: readonly DemoCustomer[], now: Date): Promise<void> {
  const [one, two, three] = customers
  if (!one || !two || !three) return
  const hours = (ago: number) => new Date(now.getTime() - ago * 3_600_000)
  const give = (draft: NewOrder, channel: Arrival['channel'], ago: number) =>
    takeOrder(tx, user, OrderDraft.parse(draft), { channel, receivedAt: hours(ago) })
  await give({ ...draftOf(one, 201, hours(5)), customer: { partner: 'ACME-EDI', code: '0088812' } }, 'edi', 5)
  await give({ ...draftOf(two, 202, hours(4)), requestedOn: '2026-02-30' }, 'api', 4)
  const first = { ...draftOf(three, 203, hours(30)), customerReference: 'PO-7788' }
  await give(first, 'edi', 30)
  await give({ ...first, goods: [{ description: '服装', packages: 99, weightG: 99_000 }] }, 'api', 2)
}

/** Whoever loads the demonstration may do everything. */
export function everything(id: Id): User {
  const modules = Object.fromEntries(
    Module.options.map((module) => [module, Object.fromEntries(Action.options.map((action) => [action, 'all']))]),
  )
  const categories = Object.fromEntries(Category.options.map((one) => [one, { read: true, write: true, export: true }]))
  return { id, name: '', email: '', locale: 'zh-CN', teamIds: [], rights: { modules, categories } as Rights }
}
