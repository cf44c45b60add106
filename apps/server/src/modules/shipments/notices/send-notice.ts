import { type Database, prepared, type Tx, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { escapeHtml, type Mailer, mailFault } from '../../../platform/mail/index.ts'

export interface NoticeSender {
  database: Database
  clock(): Date
  mail?: Mailer
  publicUrl?: string
}

interface Notice {
  id: Id
  shipment_id: Id
  number: string
  tracking_check: string
  account_id: Id
  owner_id: Id | null
  contact_id: Id | null
  channel: 'mail' | 'byHand'
  sent_to: string | null
  locale: string
  subject: string
  body: string
  state: string
}

/**
 * Sends a notice once. Before the mail leaves it is marked as leaving: if this process dies then, nobody knows whether it arrived, so a
 * person is asked to look instead of the customer being told twice.
 */
export async function sendNotice(id: Id, { database, clock, mail, publicUrl }: NoticeSender): Promise<void> {
  const notice = await writeAsOwner(database, (tx) => claim(tx, id, mail !== undefined, clock()))
  if (!notice || !mail || notice.channel !== 'mail' || !notice.sent_to) return
  const link = publicUrl
    ? `${publicUrl.replace(/\/$/, '')}/track?number=${notice.number}&check=${notice.tracking_check}&lang=${notice.locale}`
    : null
  const text = link ? `${notice.body}\n${link}` : notice.body
  try {
    await mail.send({
      to: notice.sent_to,
      subject: notice.subject,
      text,
      html: `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`,
      messageId: `notice-${notice.id}`,
      attachments: [],
    })
  } catch (error) {
    const { fault, reason } = mailFault(error)
    if (fault === 'later') {
      await writeAsOwner(database, (tx) => setState(tx, id, 'waiting', { fault: reason.en, sentAt: null }))
      throw error
    }
    await writeAsOwner(database, (tx) => handOver(tx, notice, 'failed', reason.en, clock()))
    return
  }
  await writeAsOwner(database, (tx) => markSent(tx, notice, clock()))
}

async function claim(tx: Tx, id: Id, hasMail: boolean, now: Date): Promise<Notice | undefined> {
  const text = `
    select n.id, n.shipment_id, s.number, s.tracking_check, s.account_id, a.owner_id, n.contact_id, n.channel, n.sent_to, n.locale, n.subject, n.body, n.state
    from   shipment_notices n join shipments s on s.id = n.shipment_id join accounts a on a.id = s.account_id where n.id = $1 for update of n`
  const [notice] = await prepared<Notice & Record<string, unknown>>(tx, 'claim-notice', text, [id])
  if (!notice) return undefined
  if (notice.state === 'sending') {
    await handOver(tx, notice, 'failed', 'The sending was interrupted; it may have arrived.', now)
    return undefined
  }
  if (notice.state !== 'waiting') return undefined
  if (notice.channel === 'mail' && notice.sent_to && hasMail)
    await setState(tx, id, 'sending', { fault: null, sentAt: null })
  else {
    await handOver(tx, notice, 'handedOver', null, now)
    return undefined
  }
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
     values ($1, $2, $3, 'mail', 'out', $4, $5, $6, '{"family":"modern","method":"email"}', $4, $4)`,
    [newId(), notice.account_id, notice.contact_id, now, notice.subject.slice(0, 500), notice.body],
  )
  await tell(tx, notice, 'shipment.noticeSent', now)
}

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
