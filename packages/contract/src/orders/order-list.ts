import { z } from 'zod'
import { Filter, type FilterKind } from '../accounts/index.ts'
import type { Category } from '../rights.ts'
import { route } from '../route.ts'
import { Day, Id, PageQuery, pageOf } from '../shapes.ts'
import { orders, tag } from './doors.ts'
import { OrderRow } from './order.ts'
import { OrderChannel, OrderKind, OrderStatus, PriceSource, ServiceKind } from './order-fields.ts'

/** What a list of orders can be filtered by; screens build their filter from it, the server its SQL. */
export const orderFilterFields: Readonly<
  Record<string, { kind: FilterKind; choices?: readonly string[]; category: Category }>
> = {
  number: { kind: 'text', category: 'basic' },
  status: { kind: 'choice', choices: OrderStatus.options, category: 'basic' },
  kind: { kind: 'choice', choices: OrderKind.options, category: 'basic' },
  channel: { kind: 'choice', choices: OrderChannel.options, category: 'basic' },
  service: { kind: 'choice', choices: ServiceKind.options, category: 'basic' },
  customer: { kind: 'text', category: 'basic' },
  customerNumber: { kind: 'text', category: 'basic' },
  owner: { kind: 'person', category: 'basic' },
  team: { kind: 'team', category: 'basic' },
  customerReference: { kind: 'text', category: 'basic' },
  reference: { kind: 'text', category: 'basic' },
  orderedOn: { kind: 'date', category: 'basic' },
  requestedOn: { kind: 'date', category: 'basic' },
  receivedAt: { kind: 'date', category: 'basic' },
  origin: { kind: 'text', category: 'basic' },
  destination: { kind: 'text', category: 'basic' },
  item: { kind: 'text', category: 'basic' },
  hsCode: { kind: 'text', category: 'basic' },
  dangerous: { kind: 'boolean', category: 'basic' },
  temperature: { kind: 'boolean', category: 'basic' },
  held: { kind: 'text', category: 'basic' },
  currency: { kind: 'text', category: 'finance' },
  amount: { kind: 'money', category: 'finance' },
  priceSource: { kind: 'choice', choices: PriceSource.options, category: 'finance' },
  importBatch: { kind: 'text', category: 'basic' },
}

export const OrderSort = z.enum([
  'orderedOn',
  '-orderedOn',
  'receivedAt',
  '-receivedAt',
  'requestedOn',
  '-requestedOn',
  'updatedAt',
  '-updatedAt',
])
export type OrderSort = z.infer<typeof OrderSort>

const narrowing = {
  search: z.string().max(100).optional(),
  filter: z.string().max(20_000).optional(),
  view: Id.optional(),
  accountId: Id.optional(),
  /** Import batch the orders were created by. */
  batch: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
  status: OrderStatus.optional(),
}

export const listOrders = route('listOrders', 'GET', '/orders', {
  summary: 'Orders you may see, newest first',
  tag,
  door: orders('read'),
  query: z.strictObject({
    ...PageQuery,
    ...narrowing,
    sort: OrderSort.default('-orderedOn'),
    count: z.enum(['yes', 'no']).default('no'),
  }),
  reply: pageOf(OrderRow),
})

export const countOrders = route('countOrders', 'GET', '/order-counts', {
  summary: 'How many orders stand in each status, and how many wait to be taken',
  tag,
  door: orders('read'),
  cost: 'lookUp',
  query: z.strictObject(narrowing),
  reply: z.strictObject({
    statuses: z.array(z.strictObject({ status: OrderStatus, orders: z.int() })),
    drafts: z.int(),
    quarantined: z.int(),
  }),
})

export const OrderExportColumn = z.enum([
  'number',
  'status',
  'kind',
  'channel',
  'customerNumber',
  'customer',
  'reference',
  'orderedOn',
  'requestedOn',
  'receivedAt',
  'services',
  'origin',
  'destination',
  'team',
  'holds',
  'dangerous',
  'lines',
  'amount',
  'currency',
  'priceSource',
])
export type OrderExportColumn = z.infer<typeof OrderExportColumn>
export const exportOrders = route('exportOrders', 'POST', '/order-exports', {
  summary: 'Export a list of orders as CSV or XLSX, as a job',
  tag,
  door: orders('export'),
  cost: 'export',
  status: 202,
  body: z.strictObject({
    search: z.string().max(100).optional(),
    filter: Filter.optional(),
    accountId: Id.optional(),
    ids: z.array(Id).max(10_000).optional(),
    sort: OrderSort.default('-orderedOn'),
    format: z.enum(['csv', 'xlsx']),
    columns: z.array(OrderExportColumn).min(1).max(OrderExportColumn.options.length),
    locale: z.enum(['zh-CN', 'en']).default('zh-CN'),
  }),
  reply: z.strictObject({ jobId: Id }),
})

export const OrderFileRow = z.strictObject({
  /** Of the file, counted from 1 with the head. */
  row: z.int(),
  key: z.string().nullable(),
  outcome: z.enum(['taken', 'held', 'quarantined', 'known', 'refused']),
  number: z.string().nullable(),
  orderId: Id.nullable(),
  zh: z.string(),
  en: z.string(),
})
export const uploadOrders = route('uploadOrders', 'POST', '/order-files', {
  summary:
    'Give service orders as a CSV or XLSX file: a row for each line, orders told apart by their number; each stands or falls alone',
  tag,
  door: orders('create'),
  kind: 'upload',
  status: 200,
  reply: z.strictObject({
    file: z.string(),
    rows: z.int(),
    counts: z.record(z.string(), z.int()),
    /** Columns nobody understood. */
    unknown: z.array(z.string()),
    /** What is not simply taken, at most 500. */
    notes: z.array(OrderFileRow),
  }),
})
