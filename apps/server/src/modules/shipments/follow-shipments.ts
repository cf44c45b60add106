import type { ShipmentExceptionKind } from '@quayside/contract'
import type { EventConsumer } from '../../platform/consume-events.ts'
import { prepared, type Tx } from '../../platform/database.ts'
import type { SpineEvent } from '../../platform/read-events.ts'
import { advanceOrderOf } from './advance-order-of.ts'
import { expectArrival } from './expect-arrival.ts'
import { placeWaiting } from './mend-milestones.ts'
import type { NoticeFact } from './notices/notice-words.ts'
import { writeNotice } from './notices/write-notice.ts'
import { openShipmentsOf } from './shipments-of-order.ts'

/** What happened longer ago than that is history that somebody keyed in or imported, and no news to a customer. */
const newsHours = 72

/**
 * Follows the spine: an order confirmed opens its shipments and goes on with them, what was told of them before is
 * put on them, a milestone moves the expected arrival, and what concerns the customer is put into the outbox. Exactly once, whatever dies.
 */
export const followShipments: EventConsumer = {
  name: 'shipments.follow',
  batch: 200,
  async handle(tx, events) {
    for (const event of events) await follow(tx, event)
  },
}

async function follow(tx: Tx, event: SpineEvent): Promise<void> {
  const { kind, subject, at, data } = event
  if (kind === 'order.confirmed' || kind === 'order.released') await openShipmentsOf(tx, null, [subject.id], at)
  await advanceOrderOf(tx, event)
  if (subject.type !== 'shipment') return
  if (kind === 'shipment.opened' || kind === 'shipment.changed') await placeWaiting(tx, subject.id, at)
  if (kind === 'shipment.opened' || kind === 'shipment.milestone' || kind === 'shipment.milestoneRetracted')
    await expectArrival(tx, subject.id, at)
  const told = await factOf(tx, event)
  if (told && isNews(data.happenedAt ?? at, at)) await writeNotice(tx, subject.id, told.key, told.fact, at)
}

const isNews = (happened: unknown, told: Date): boolean => {
  const when = happened instanceof Date ? happened : new Date(String(happened))
  return told.getTime() - when.getTime() < newsHours * 3_600_000
}

async function factOf(tx: Tx, { kind, data }: SpineEvent): Promise<{ key: string; fact: NoticeFact } | undefined> {
  if (kind === 'shipment.milestone' && data.kind === 'actual') {
    const code = data.code
    if (code !== 'pickedUp' && code !== 'outForDelivery' && code !== 'delivered') return undefined
    const place = typeof data.place === 'string' ? data.place : null
    return { key: code, fact: { kind: code, at: String(data.happenedAt), place } }
  }
  if (kind === 'shipment.exception') {
    const exception = data.exception as ShipmentExceptionKind
    const text = `
      select e.note from shipment_exceptions e
      where  e.id = $1 and (e.detected_by = 'staff' or exists (select from shipment_rules r where r.kind = e.kind and r.notify and r.active))`
    const [found] = await prepared<{ note: string }>(tx, 'exception-to-tell', text, [data.exceptionId])
    return (
      found && {
        key: `exception:${String(data.exceptionId)}`,
        fact: { kind: 'exception', exception, note: found.note },
      }
    )
  }
  if (kind === 'shipment.etaChanged' && String(data.from).slice(0, 10) !== String(data.to).slice(0, 10))
    return {
      key: `eta:${String(data.to).slice(0, 10)}`,
      fact: { kind: 'etaChanged', from: String(data.from), to: String(data.to) },
    }
  return undefined
}
