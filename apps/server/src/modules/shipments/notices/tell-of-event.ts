import type { ShipmentExceptionKind } from '@quayside/contract'
import { prepared, type Tx } from '../../../platform/database.ts'
import type { SpineEvent } from '../../../platform/read-events.ts'
import type { NoticeFact } from './notice-words.ts'
import { writeNotice } from './write-notice.ts'

/** What happened longer ago than that is history that somebody keyed in or imported, and no news to a customer. */
const newsHours = 72

/** Puts what an event means to the customer of a shipment into the outbox. */
export async function tellOfEvent(tx: Tx, event: SpineEvent): Promise<void> {
  const { subject, at, data } = event
  if (subject.type !== 'shipment') return
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
