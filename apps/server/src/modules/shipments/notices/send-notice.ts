import { type Database, prepared, type Tx, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import type { Mailer } from '../../../platform/mail/index.ts'
import { type Leaving, leaveByMail, leaveByText, leaveByWebhook, type SendingFault } from './leave-by.ts'

export interface NoticeSender {
  database: Database
  clock(): Date
  mail?: Mailer
  publicUrl?: string
  /** The installation's secret: what it sealed is opened for gateways and signatures. */
  secret?: string
  /** Sends the same notice again later. */
  again?: (tx: Tx, noticeId: Id, times: { now: Date; startAt: Date }) => Promise<void>
}

interface Notice {
  id: Id
  shipment_id: Id
  number: string
  tracking_check: string
  account_id: Id
  owner_id: Id | null
  contact_id: Id | null
  channel: 'mail' | 'text' | 'webhook' | 'byHand'
  sent_to: string | null
  locale: string
  subject: string
  body: string
  state: string
  attempts: number
}

/** Minutes after each attempt that failed; after the last a person is asked. */
const againAfterMinutes = [1, 5, 15, 60, 180, 360]

/**
 * Sends a notice once. Before it leaves it is marked as leaving: if this process dies then, nobody knows whether it arrived, so a
 * person is asked to look instead of the customer being told twice. A system told by webhook knows it by its id.
 */
export async function sendNotice(id: Id, sender: NoticeSender): Promise<void> {
  const { database, clock } = sender
  const notice = await writeAsOwner(database, (tx) => claim(tx, id, sender, clock()))
  if (!notice) return
  const fault = await leave(notice, sender)
  const now = clock()
  await writeAsOwner(database, async (tx) => {
    if (!fault) return markSent(tx, notice, now)
    const minutes = againAfterMinutes[notice.attempts]
    if (!fault.later || minutes === undefined) return handOver(tx, notice, 'failed', fault.reason, now)
    await setState(tx, id, 'waiting', { fault: fault.reason, sentAt: null })
    await sender.again?.(tx, id, { now, startAt: new Date(now.getTime() + minutes * 60_000) })
  })
}

async function leave(
  notice: Notice,
  { database, clock, mail, publicUrl, secret }: NoticeSender,
): Promise<SendingFault> {
  const link = publicUrl
    ? `${publicUrl.replace(/\/$/, '')}/track?number=${notice.number}&check=${notice.tracking_check}&lang=${notice.locale}`
    : null
  const text = link ? `${notice.body}\n${link}` : notice.body
  const { id, subject, locale, shipment_id: shipmentId, number } = notice
  const leaving: Leaving = { id, to: notice.sent_to ?? '', subject, text, locale }
  if (notice.channel === 'mail' && mail) return leaveByMail(mail, leaving)
  if (secret === undefined) return { later: false, reason: 'This node cannot open the secret of the receiver.' }
  if (notice.channel === 'text') return leaveByText(database, secret, leaving)
  return leaveByWebhook(database, secret, { ...leaving, shipmentId, number }, clock())
}

async function claim(tx: Tx, id: Id, { mail, secret }: NoticeSender, now: Date): Promise<Notice | undefined> {
  const text = `
    select n.id, n.shipment_id, s.number, s.tracking_check, s.account_id, a.owner_id, n.contact_id, n.channel, n.sent_to, n.locale, n.subject, n.body,
           n.state, n.attempts
    from   shipment_notices n join shipments s on s.id = n.shipment_id join accounts a on a.id = s.account_id where n.id = $1 for update of n`
  const [notice] = await prepared<Notice & Record<string, unknown>>(tx, 'claim-notice', text, [id])
  if (!notice) return undefined
  if (notice.state === 'sending' && notice.channel !== 'webhook') {
    await handOver(tx, notice, 'failed', 'The sending was interrupted; it may have arrived.', now)
    return undefined
  }
  if (notice.state !== 'waiting' && notice.state !== 'sending') return undefined
  const canLeave = notice.channel === 'mail' ? mail !== undefined : notice.channel !== 'byHand' && secret !== undefined
  if (!canLeave || !notice.sent_to) {
    await handOver(tx, notice, 'handedOver', null, now)
    return undefined
  }
  await setState(tx, id, 'sending', { fault: null, sentAt: null })
  await prepared(tx, 'count-attempt', 'update shipment_notices set attempts = attempts + 1 where id = $1', [id])
  return notice
}

async function setState(
  tx: Tx,
  id: Id,
  state: string,
  { fault, sentAt }: { fault: string | null; sentAt: Date | null },
): Promise<void> {
  const text = 'update shipment_notices set state = $2, fault = $3, sent_at = $4 where id = $1'
  await prepared(tx, 'state-of-notice', text, [id, state, fault?.slice(0, 500) ?? null, sentAt])
}

async function markSent(tx: Tx, notice: Notice, now: Date): Promise<void> {
  await setState(tx, notice.id, 'sent', { fault: null, sentAt: now })
  await prepared(
    tx,
    'notice-on-timeline',
    `insert into interactions (id, account_id, contact_id, kind, direction, at, subject, body, source, created_at, updated_at)
     values ($1, $2, $3, $7, 'out', $4, $5, $6, $8, $4, $4)`,
    [
      newId(),
      notice.account_id,
      notice.contact_id,
      now,
      notice.subject.slice(0, 500),
      notice.body,
      ...entryOf(notice.channel),
    ],
  )
  await tell(tx, notice, 'shipment.noticeSent', now)
}

/** How it stands on the timeline. */
const entryOf = (channel: Notice['channel']): [kind: string, source: string] =>
  channel === 'mail'
    ? ['mail', '{"family":"modern","method":"email"}']
    : ['message', `{"family":"modern","method":"${channel === 'text' ? 'sms' : 'other'}"}`]

/** Nothing leaves by itself: whoever looks after the customer is asked to tell him. Without an owner it stays in the outbox. */
async function handOver(
  tx: Tx,
  notice: Notice,
  state: 'handedOver' | 'failed',
  fault: string | null,
  now: Date,
): Promise<void> {
  await setState(tx, notice.id, state, { fault, sentAt: null })
  if (notice.owner_id)
    await prepared(
      tx,
      'follow-up-of-notice',
      `insert into follow_ups (id, account_id, contact_id, owner_id, due_at, all_day, title, note, created_at, updated_at)
       values ($1, $2, $3, $4, $5, false, $6, $7, $5, $5)`,
      [
        newId(),
        notice.account_id,
        notice.contact_id,
        notice.owner_id,
        now,
        `${notice.locale === 'zh' ? '告知客户' : 'Tell the customer'}: ${notice.subject}`.slice(0, 500),
        fault ? `${notice.body}\n\n${fault}` : notice.body,
      ],
    )
  await tell(tx, notice, 'shipment.noticeHandedOver', now)
}

const tell = (tx: Tx, notice: Notice, kind: string, now: Date) =>
  recordEvent(tx, {
    kind,
    subject: { type: 'shipment', id: notice.shipment_id },
    accountId: notice.account_id,
    actorId: null,
    at: now,
    data: { number: notice.number, subject: notice.subject },
  })
