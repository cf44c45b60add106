import pg from 'pg'
import { startProduct } from './child-server.ts'
import { signIn } from './customer-database.ts'
import { load } from './http-load.ts'
import type { Scratch } from './scratch.ts'
import { figure, type Row } from './table.ts'

const openShipments = 50_000
const budgets = { boardMs: 200, trackingMs: 20 }

/** The board and the list over 50,000 open shipments (and as many delivered), and the public tracking page. */
export async function shipmentsBench(scratch: Scratch, actor: { email: string }, seconds: number): Promise<Row[]> {
  const tracked = await fill(scratch.owner)
  // Each request names an address of its own, as the world's customers do: the limit of one address is not what is measured.
  const product = await startProduct(scratch.embedded.ownerUrl, scratch.dataDir, 'web', {
    QUAYSIDE_TRUST_PROXY: 'true',
  })
  try {
    const headers = { cookie: await signIn(product.url, actor.email) }
    const one = { url: product.url, headers, seconds, connections: 1 }
    const rows: Row[] = []
    const tell = (
      what: string,
      found: { p50: number; p95: number; p99: number; perSecond: number; wrong: number },
      quantile: 'p95' | 'p99',
      budget: number,
    ) =>
      rows.push({
        what: found.wrong > 0 ? `${what} (${found.wrong} wrong answers)` : what,
        measured: `${figure(found.perSecond)}/s, p50 ${found.p50} ms, p97.5 ${found.p95} ms, p99 ${found.p99} ms`,
        comparator: '',
        ratio: '',
        budget: `${quantile} ≤ ${budget} ms`,
        met: found.wrong === 0 && found[quantile] <= budget,
      })
    tell(
      'board of 50,000 open shipments, whole earth',
      await load({ ...one, path: '/api/shipments/board?cell=9' }),
      'p95',
      budgets.boardMs,
    )
    tell(
      'board, late ones of one mode',
      await load({ ...one, path: '/api/shipments/board?cell=9&mode=road&risk=late' }),
      'p95',
      budgets.boardMs,
    )
    tell('list of 50, newest first', await load({ ...one, path: '/api/shipments?state=open' }), 'p95', budgets.boardMs)
    let at = 0
    const address = () => `/track?${tracked[at++ % tracked.length]}`
    for (const connections of [1, 8])
      tell(
        `public tracking page, ${connections} client${connections > 1 ? 's' : ''}`,
        await load({ url: product.url, seconds, connections, path: address, fromEverywhere: true }),
        'p99',
        budgets.trackingMs,
      )
    return rows
  } finally {
    await product.stop()
  }
}

/** A year of a company's shipments, written by the database itself. Returns the queries that follow some of them. */
export async function fill(owner: pg.ClientConfig): Promise<string[]> {
  const client = new pg.Client(owner)
  await client.connect()
  await client.query(`
    insert into accounts (id, kind, number, name, sort_key)
    select gen_random_uuid(), 'enterprise', 'B-' || n, '客户 ' || n, '客户 ' || n from generate_series(1, 1000) n`)
  await client.query(
    `with a as (select array_agg(id) as ids from accounts)
     insert into shipments (id, account_id, mode, state, carrier, reference, origin, destination, promised_on, latitude, longitude, position_place,
                            eta_at, opened_at, picked_up_at, delivered_at, delivered_on)
     select gen_random_uuid(), a.ids[1 + n % 1000], (array['road', 'sea', 'air', 'rail', 'express'])[1 + n % 5],
            case when n > $1 then 'delivered' else (array['planned', 'inTransit', 'outForDelivery'])[1 + n % 3] end, 'Carrier ' || n % 40, 'PO ' || n,
            'Place ' || n % 60, 'Place ' || n % 47, current_date + (n % 20 - 4), -30 + 90 * random(), -120 + 260 * random(), 'Place ' || n % 60,
            now() + (n % 15 - 2) * interval '1 day', now() - n * interval '1 minute', now() - interval '3 days',
            case when n > $1 then now() end, case when n > $1 then current_date end
     from   a, generate_series(1, $1 * 2) n`,
    [openShipments],
  )
  await client.query(`
    insert into shipment_milestones (id, shipment_id, code, kind, at, place, source, recorded_at)
    select gen_random_uuid(), s.id, c.code, 'actual', s.opened_at + c.after * interval '1 hour', s.origin, 'edi', now()
    from   shipments s, (values ('pickedUp', 2), ('departed', 5), ('arrived', 20)) c (code, after)`)
  await client.query(`
    insert into shipment_exceptions (id, shipment_id, kind, severity, detected_by, fact, opened_at)
    select gen_random_uuid(), id, 'delay', 'medium', 'rule', 'bench', now() from shipments where is_open and right(number, 1) = '7'`)
  await client.query('vacuum analyze')
  const { rows } = await client.query<{ query: string }>(
    `select 'lang=en&number=' || number || '&check=' || tracking_check as query from shipments limit 5000`,
  )
  await client.end()
  return rows.map(({ query }) => query)
}
