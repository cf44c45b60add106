import { prepared, type Tx } from '../../platform/database.ts'
import { recordEvents } from '../../platform/events.ts'
import type { Id } from '../../platform/ids.ts'

interface Expected {
  id: Id
  number: string
  account_id: Id
  before: Date | null
  after: Date
  basis: string
}

/** A change of less is no news: the expected arrival breathes with every milestone. */
const newsMinutes = 6 * 60

/**
 * Works out anew when shipments are expected, each as of its time; past the row policies, since it learns from shipments of other
 * customers.
 */
export async function expectArrivals(tx: Tx, times: ReadonlyMap<Id, Date>): Promise<void> {
  const text = `
    with open_ones as materialized (
      select s.id, s.number, s.account_id, s.eta_at as before, w.now
      from   unnest($1::uuid[], $2::timestamptz[]) w (id, now) join shipments s on s.id = w.id
      where  s.is_open order by s.id for update of s),
    expected as materialized (select o.*, e.* from open_ones o cross join lateral expect_shipment(o.id, o.now) e)
    update shipments s
    set    eta_at = e.at, eta_earliest = e.earliest, eta_latest = e.latest, eta_basis = e.basis, eta_shipments = e.shipments,
           eta_since = e.since, eta_computed_at = e.now
    from   expected e where s.id = e.id
    returning s.id, s.number, s.account_id, e.before, e.at as after, e.basis`
  const found = await prepared<Expected & Record<string, unknown>>(tx, 'expect-arrivals', text, [
    [...times.keys()],
    [...times.values()],
  ])
  const isNews = ({ before, after }: Expected) =>
    before !== null && Math.abs(after.getTime() - before.getTime()) >= newsMinutes * 60_000
  await recordEvents(
    tx,
    found.filter(isNews).map(({ id, number, account_id, before, after, basis }) => ({
      kind: 'shipment.etaChanged',
      subject: { type: 'shipment', id },
      accountId: account_id,
      actorId: null,
      at: times.get(id) ?? after,
      data: { number, from: before?.toISOString(), to: after.toISOString(), basis },
    })),
  )
}
