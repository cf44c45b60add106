import { createOrder, createOrders } from '@quayside/contract'
import { startProduct } from './child-server.ts'
import { commitRate, sampleOf, settle, signIn } from './customer-database.ts'
import { load } from './http-load.ts'
import type { Scratch } from './scratch.ts'
import { figure, type Row } from './table.ts'

const ordersOfBatch = 100
const info = { comparator: '', ratio: '', budget: '', met: null } as const

/** Service orders acknowledged over HTTP: checked, judged by credit, written with their parts and events, durably committed. */
export async function ordersByApi(scratch: Scratch, actor: { email: string }, seconds: number): Promise<Row[]> {
  await settle(scratch.owner)
  const { ids } = await sampleOf(scratch.owner)
  const commits = await commitRate(scratch.owner, seconds)
  const product = await startProduct(scratch.embedded.ownerUrl, scratch.dataDir, 'web')
  try {
    const headers = { cookie: await signIn(product.url, actor.email) }
    let made = 0
    const anOrder = () => newOrder(ids[made++ % ids.length] ?? '', made)
    const common = { url: product.url, headers, method: 'POST' as const, seconds }
    const one = await load({ ...common, path: `/api${createOrder.path}`, body: anOrder })
    const batch = () => ({
      orders: Array.from({ length: ordersOfBatch }, () => ({ ...anOrder(), key: `bench-${made}` })),
    })
    const many = await load({ ...common, path: `/api${createOrders.path}`, connections: 4, body: batch })
    const bulk = many.perSecond * ordersOfBatch
    const beside = {
      comparator: `PostgreSQL’s own durable commits, 8 connections: ${figure(commits)}/s`,
      budget: '',
      met: null,
    }
    const wrong = one.wrong + many.wrong
    return [
      {
        what: 'orders acknowledged by the API, one a request (durable)',
        measured: `${figure(one.perSecond)}/s, p50 ${figure(one.p50)} ms, p99 ${figure(one.p99)} ms`,
        ratio: `${figure(one.perSecond / commits, 2)} orders for each commit`,
        ...beside,
      },
      {
        what: `orders acknowledged by the API, ${ordersOfBatch} a request (durable)`,
        measured: `${figure(bulk)}/s, p50 ${figure(many.p50)} ms, p99 ${figure(many.p99)} ms a request`,
        ratio: `${figure(bulk / commits, 2)} orders for each commit`,
        ...beside,
      },
      ...(wrong > 0
        ? [{ what: 'requests that were not answered with success', measured: figure(wrong), ...info }]
        : []),
    ]
  } finally {
    await product.stop()
  }
}

const newOrder = (customer: string, n: number) => ({
  customer: { id: customer },
  customerReference: `BENCH-${n}`,
  currency: 'CNY',
  lines: [{ service: 'sea', item: 'FCL 40HC', quantity: 1, unit: 'container', priceE4: 90_000_000 }],
  goods: [{ description: 'Machine parts', hsCode: '848340', packages: 20, weightG: 12_000_000 }],
  places: [
    { kind: 'portOfLoading', name: 'Shanghai', unlocode: 'CNSHA' },
    { kind: 'portOfDischarge', name: 'Hamburg', unlocode: 'DEHAM' },
  ],
})
