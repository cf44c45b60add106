import { prepared, type Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { Id } from '../../platform/ids.ts'

interface Expected {
  at: Date
  earliest: Date | null
  latest: Date | null
  basis: string
  shipments: number
  since: string | null
}

/** A change of less is no news: the expected arrival breathes with every milestone. */
const newsMinutes = 6 * 60

/** Works out anew when a shipment is expected; past the row policies, since it learns from shipments of other customers. */
export async function expectArrival(tx: Tx, shipmentId: Id, now: Date): Promise<void> {
  const [before] = await prepared<{
    number: string
    account_id: Id
    eta_at: Date | null
    eta_basis: string | null
    is_open: boolean
  }>(
    tx,
    'shipment-to-expect',
    'select number, account_id, eta_at, eta_basis, is_open from shipments where id = $1 for update',
    [shipmentId],
  )
  if (!before?.is_open) return
  const [found] = await prepared<Expected & Record<string, unknown>>(
    tx,
    'expect-shipment',
    'select * from expect_shipment($1, $2)',
    [shipmentId, now],
  )
  if (!found) return
  await prepared(
    tx,
    'keep-arrival',
    `update shipments set eta_at = $2, eta_earliest = $3, eta_latest = $4, eta_basis = $5, eta_shipments = $6, eta_since = $7, eta_computed_at = $8
     where id = $1`,
    [shipmentId, found.at, found.earliest, found.latest, found.basis, found.shipments, found.since, now],
  )
  if (!before.eta_at || Math.abs(found.at.getTime() - before.eta_at.getTime()) < newsMinutes * 60_000) return
  await recordEvent(tx, {
    kind: 'shipment.etaChanged',
    subject: { type: 'shipment', id: shipmentId },
    accountId: before.account_id,
    actorId: null,
    at: now,
    data: { number: before.number, from: before.eta_at.toISOString(), to: found.at.toISOString(), basis: found.basis },
  })
}
