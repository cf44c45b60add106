import type { NoticeLocale, NoticePreview } from '@quayside/contract'
import { dayAt } from '@quayside/worktime'
import type { z } from 'zod'
import { type Db, prepared, type Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { stillExpected } from '../still-expected.ts'
import { seesPeople } from './notice-terms.ts'
import { type NoticeFact, noticeWords } from './notice-words.ts'
import { afterQuiet } from './quiet-hours.ts'
import { orderNotice } from './send-notice.job.ts'
import { type Addressee, type PersonToTell, type TermsToTell, whomToTell } from './whom-to-tell.ts'

interface Told {
  id: Id
  number: string
  reference: string | null
  origin: string | null
  destination: string | null
  state: string
  last_place: string | null
  tracking_check: string
  eta_at: Date | null
  account_name: string
  account_email: string | null
  language: string | null
  time_zone: string
  texts_can_leave: boolean
  events: string[]
  channel: TermsToTell['channel']
  locale: NoticeLocale | null
  recipients: TermsToTell['recipients']
  webhook_url: string | null
  quiet_from: number
  quiet_to: number
  people: PersonToTell[]
}

const text = `
  select s.id, s.number, s.reference, s.origin, s.destination, s.state, s.last_place, s.tracking_check, s.eta_at, a.name as account_name,
         a.email as account_email, a.language, (select time_zone from company) as time_zone, texts_can_leave(), t.events, t.channel, t.locale,
         t.recipients, t.webhook_url, t.quiet_from, t.quiet_to,
         (select coalesce(json_agg(json_build_object('id', k.id, 'name', k.name, 'email', k.email, 'mobile', coalesce(k.mobile, k.phone),
                                                     'preferred_channel', k.preferred_channel)
                          order by k.role = 'consignee' desc, k.is_primary desc, k.email is null, k.id), '[]')
          from contacts k where k.account_id = a.id and k.active) as people
  from   shipments s
  join   accounts a on a.id = s.account_id and a.deleted_at is null
  join   lateral (select x.events, x.channel, x.locale, x.recipients, x.webhook_url, x.quiet_from, x.quiet_to
                  from notice_terms x where x.account_id = a.id or x.account_id is null order by x.account_id nulls last limit 1) t on true
  where  s.id = $1`

async function findTold(db: Db, shipmentId: Id): Promise<Told | undefined> {
  const [found] = await prepared<Told & Record<string, unknown>>(db, 'shipment-to-tell', text, [shipmentId])
  return found
}

const addresseesOf = (told: Told, event: string | null): Addressee[] =>
  whomToTell(
    { channel: told.channel, locale: told.locale, recipients: told.recipients, webhookUrl: told.webhook_url },
    {
      people: told.people,
      email: told.account_email,
      locale: localeOf(told),
      textsCanLeave: told.texts_can_leave,
    },
    event,
  )

/** Puts one fact into the outbox, once for each who is told of such facts; it leaves when the quiet time is over. */
export async function writeNotice(tx: Tx, shipmentId: Id, factKey: string, fact: NoticeFact, now: Date): Promise<void> {
  const told = await findTold(tx, shipmentId)
  if (!told) return
  // With people named, each has events of his own.
  if (told.recipients.length === 0 && !told.events.includes(fact.kind)) return
  const dueAt = afterQuiet(now, { quietFrom: told.quiet_from, quietTo: told.quiet_to }, told.time_zone)
  for (const to of addresseesOf(told, fact.kind)) {
    if (to.channel === 'webhook' && !told.events.includes(fact.kind)) continue
    const key = to.key ? `${factKey}@${to.key}` : factKey
    await keepNotice(tx, shipmentId, key, { ...to, ...wordsOf(told, fact, to.locale, now) }, { now, dueAt })
  }
}

type Worded = Addressee & { subject: string; body: string }

async function keepNotice(
  tx: Tx,
  shipmentId: Id,
  fact: string,
  notice: Worded,
  { now, dueAt }: { now: Date; dueAt: Date },
): Promise<Id | undefined> {
  const { channel, personId, to, locale, subject, body } = notice
  const id = newId()
  const { length } = await prepared(
    tx,
    'keep-notice',
    `insert into shipment_notices (id, shipment_id, fact, channel, contact_id, sent_to, locale, subject, body, due_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (shipment_id, fact) do nothing returning id`,
    [id, shipmentId, fact, channel, personId, to, locale, subject, body, dueAt, now],
  )
  if (length === 0) return undefined
  await orderNotice(tx, id, { now, startAt: dueAt })
  return id
}

/** What would be said now of where it stands. */
export async function previewNotice(
  db: Db,
  user: User,
  shipmentId: Id,
  now: Date,
): Promise<z.input<typeof NoticePreview>[]> {
  const told = await findTold(db, shipmentId)
  if (!told) return []
  const leavesAt = afterQuiet(now, { quietFrom: told.quiet_from, quietTo: told.quiet_to }, told.time_zone)
  const whom = seesPeople(user)
  return addresseesOf(told, null).map((to) => {
    const { channel, locale } = to
    const [address, person] = whom ? [to.to, to.person] : [null, null]
    const words = wordsOf(told, statusOf(told), locale, now)
    return { channel, to: address, person, locale, ...words, leavesAt: leavesAt.toISOString() }
  })
}

/** A colleague tells where it stands, at once: he knows what hour it is. @returns the notices */
export async function tellCustomer(
  tx: Tx,
  shipmentId: Id,
  typed: { subject?: string | undefined; body?: string | undefined },
  now: Date,
): Promise<Id[]> {
  const told = await findTold(tx, shipmentId)
  if (!told) return []
  const kept: Id[] = []
  const fact = `staff:${newId()}`
  for (const to of addresseesOf(told, null)) {
    const words = wordsOf(told, statusOf(told), to.locale, now)
    const said = { subject: typed.subject ?? words.subject, body: typed.body ?? words.body }
    const id = await keepNotice(tx, shipmentId, `${fact}@${to.key}`, { ...to, ...said }, { now, dueAt: now })
    if (id) kept.push(id)
  }
  return kept
}

const statusOf = ({ state, last_place: place }: Told): NoticeFact => ({ kind: 'status', state: state as never, place })

function wordsOf(told: Told, fact: NoticeFact, locale: NoticeLocale, now: Date) {
  const expected = stillExpected(told.eta_at, { timeZone: told.time_zone, now })
  const eta = expected && dayAt(expected, told.time_zone)
  return noticeWords(inZone(fact, told.time_zone), { ...told, trackingCheck: told.tracking_check, eta }, locale)
}

const localeOf = ({ language, account_name }: Told): NoticeLocale =>
  (language ? language.toLowerCase().startsWith('zh') : /\p{Script=Han}/u.test(account_name)) ? 'zh' : 'en'

function inZone(fact: NoticeFact, timeZone: string): NoticeFact {
  const day = (instant: string) => dayAt(new Date(instant), timeZone)
  switch (fact.kind) {
    case 'exception':
    case 'status':
      return fact
    case 'etaChanged':
      return { ...fact, from: day(fact.from), to: day(fact.to) }
    default:
      return { ...fact, at: day(fact.at) }
  }
}
