import { createOrder, createOrders } from '@quayside/contract'
import pg from 'pg'
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
    // Counted where they lie: a refusal is answered quickly, too.
    const counting = async (how: Parameters<typeof load>[0]) => {
      const before = await standing(scratch)
      const began = performance.now()
      const { p50, p99, wrong } = await load(how)
      return { perSecond: ((await standing(scratch)) - before) / ((performance.now() - began) / 1000), p50, p99, wrong }
    }
    const one = await counting({ ...common, path: `/api${createOrder.path}`, body: anOrder })
    const batch = () => ({
      orders: Array.from({ length: ordersOfBatch }, () => ({ ...anOrder(), key: `bench-${made}` })),
    })
    const many = await counting({ ...common, path: `/api${createOrders.path}`, connections: 4, body: batch })
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
        measured: `${figure(many.perSecond)}/s, p50 ${figure(many.p50)} ms, p99 ${figure(many.p99)} ms a request`,
        ratio: `${figure(many.perSecond / commits, 2)} orders for each commit`,
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

async function standing({ owner }: Scratch): Promise<number> {
  const client = new pg.Client(owner)
  await client.connect()
  const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from orders where kind = 'service'`)
  await client.end()
  return rows[0]?.n ?? 0
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
