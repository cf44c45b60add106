import { dayAt } from '@quayside/worktime'
import { prepared, type Tx } from '../../../platform/database.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { type NoticeFact, type NoticeLocale, noticeWords } from './notice-words.ts'
import { afterQuiet } from './quiet-hours.ts'
import { orderNotice } from './send-notice.job.ts'

interface Told {
  id: Id
  number: string
  reference: string | null
  origin: string | null
  destination: string | null
  tracking_check: string
  eta_at: Date | null
  account_name: string
  language: string | null
  time_zone: string
  events: string[]
  channel: 'mail' | 'byHand' | 'none'
  quiet_from: number
  quiet_to: number
  contact_id: Id | null
  email: string | null
  preferred_channel: string | null
}

const text = `
  select s.id, s.number, s.reference, s.origin, s.destination, s.tracking_check, s.eta_at, a.name as account_name, a.language,
         (select time_zone from company) as time_zone, t.events, t.channel, t.quiet_from, t.quiet_to, c.id as contact_id,
         coalesce(c.email, a.email) as email, c.preferred_channel
  from   shipments s
  join   accounts a on a.id = s.account_id and a.deleted_at is null
  join   lateral (select * from notice_terms x where x.account_id = a.id or x.account_id is null order by x.account_id nulls last limit 1) t on true
  left   join lateral (
    select k.id, k.email, k.preferred_channel from contacts k where k.account_id = a.id and k.active
    order by k.role = 'consignee' desc, k.is_primary desc, k.email is null, k.id limit 1) c on true
  where  s.id = $1`

/** Puts one fact into the outbox, once, if the customer is told of such facts; it leaves when the quiet time is over. */
export async function writeNotice(
  tx: Tx,
  shipmentId: Id,
  factKey: string,
  fact: NoticeFact,
  now: Date,
): Promise<Id | undefined> {
  const [found] = await prepared<Told & Record<string, unknown>>(tx, 'shipment-to-tell', text, [shipmentId])
  if (!found || found.channel === 'none' || !found.events.includes(fact.kind)) return undefined
  const locale = localeOf(found)
  const eta = found.eta_at ? dayAt(found.eta_at, found.time_zone) : null
  const words = noticeWords(
    inZone(fact, found.time_zone),
    { ...found, trackingCheck: found.tracking_check, eta },
    locale,
  )
  // Who wants to be called, or written to elsewhere, is told by a person.
  const byMail = found.channel === 'mail' && found.email !== null && (found.preferred_channel ?? 'email') === 'email'
  const dueAt = afterQuiet(now, { quietFrom: found.quiet_from, quietTo: found.quiet_to }, found.time_zone)
  const id = newId()
  const [kept] = await prepared<{ id: Id }>(
    tx,
    'keep-notice',
    `insert into shipment_notices (id, shipment_id, fact, channel, contact_id, sent_to, locale, subject, body, due_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (shipment_id, fact) do nothing returning id`,
    [
      id,
      shipmentId,
      factKey,
      byMail ? 'mail' : 'byHand',
      found.contact_id,
      byMail ? found.email : null,
      locale,
      words.subject,
      words.body,
      dueAt,
      now,
    ],
  )
  if (kept) await orderNotice(tx, kept.id, { now, startAt: dueAt })
  return kept?.id
}

const localeOf = ({ language, account_name }: Told): NoticeLocale =>
  (language ? language.toLowerCase().startsWith('zh') : /\p{Script=Han}/u.test(account_name)) ? 'zh' : 'en'

function inZone(fact: NoticeFact, timeZone: string): NoticeFact {
  const day = (instant: string) => dayAt(new Date(instant), timeZone)
  switch (fact.kind) {
    case 'exception':
      return fact
    case 'etaChanged':
      return { ...fact, from: day(fact.from), to: day(fact.to) }
    default:
      return { ...fact, at: day(fact.at) }
  }
}
