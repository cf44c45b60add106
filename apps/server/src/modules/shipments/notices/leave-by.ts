import { createHmac } from 'node:crypto'
import { type Database, prepared, readAsOwner } from '../../../platform/database.ts'
import { escapeHtml, type Mailer, mailFault } from '../../../platform/mail/index.ts'
import { sealFor } from '../../../platform/seal.ts'
import { type Posted, post } from './post-notice.ts'

/** What leaves, whichever way. */
export interface Leaving {
  id: string
  to: string
  subject: string
  text: string
  locale: string
}

/** null: it arrived. */
export type SendingFault = { later: boolean; reason: string } | null

export async function leaveByMail(mail: Mailer, { id, to, subject, text }: Leaving): Promise<SendingFault> {
  try {
    const html = `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`
    await mail.send({ to, subject, text, html, messageId: `notice-${id}`, attachments: [] })
    return null
  } catch (error) {
    const { fault, reason } = mailFault(error)
    return { later: fault === 'later', reason: reason.en }
  }
}

interface Gateway {
  url: string
  secret: string | null
  template: string
}

const sealOf = (secret: string) => sealFor(secret, 'notices')

export { sealOf as noticeSeal }

/** By the gateway of the company. */
export async function leaveByText(database: Database, secret: string, leaving: Leaving): Promise<SendingFault> {
  const [gateway] = await readAsOwner(database, (db) =>
    prepared<Gateway & Record<string, unknown>>(db, 'notice-gateway-to-use', usable, []),
  )
  if (!gateway) return { later: false, reason: 'No gateway for text messages is set up.' }
  return faultOf(await postText(database, secret, gateway, leaving))
}
const usable = 'select url, secret, template from notice_gateway where active'

export async function postText(
  database: Database,
  secret: string,
  gateway: Gateway,
  leaving: Leaving,
): Promise<Posted> {
  const said: Readonly<Record<string, string>> = { ...leaving }
  const body = gateway.template.replaceAll(/\{\{(to|text|subject|id)\}\}/g, (_, name: string) =>
    JSON.stringify(said[name] ?? ''),
  )
  const key: Record<string, string> =
    gateway.secret === null ? {} : { authorization: `Bearer ${sealOf(secret).open(gateway.secret)}` }
  const headers = { ...key, 'content-type': 'application/json', 'idempotency-key': leaving.id }
  return post(gateway.url, { headers, body, allowed: await allowedHosts(database) })
}

/** To the system of the customer, signed by the Standard Webhooks convention; the id is the same however often it is tried. */
export async function leaveByWebhook(
  database: Database,
  secret: string,
  { shipmentId, number, ...leaving }: Leaving & { shipmentId: string; number: string },
  now: Date,
): Promise<SendingFault> {
  const [terms] = await readAsOwner(database, (db) =>
    prepared<{ webhook_secret: string }>(db, 'webhook-secret-of-notice', secretOf, [shipmentId, leaving.to]),
  )
  if (!terms) return { later: false, reason: 'The customer’s terms name another address by now.' }
  const { subject, text, locale } = leaving
  const body = JSON.stringify({
    type: 'shipment.notice',
    timestamp: now.toISOString(),
    data: { id: shipmentId, number, subject, text, locale },
  })
  const timestamp = Math.floor(now.getTime() / 1_000)
  const key = Buffer.from(sealOf(secret).open(terms.webhook_secret).slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`${leaving.id}.${timestamp}.${body}`).digest('base64')
  const headers = {
    'content-type': 'application/json',
    'webhook-id': leaving.id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  }
  return faultOf(await post(leaving.to, { headers, body, allowed: await allowedHosts(database) }))
}
const secretOf = `
  select t.webhook_secret from notice_terms t join shipments s on s.account_id = t.account_id
  where  s.id = $1 and t.webhook_url = $2 and t.webhook_secret is not null`

const faultOf = ({ fault, later }: Posted): SendingFault => (fault === null ? null : { later, reason: fault })

async function allowedHosts(database: Database): Promise<ReadonlySet<string>> {
  const rows = await readAsOwner(database, (db) =>
    prepared<{ host: string }>(db, 'hosts-for-notices', 'select host from webhook_hosts', []),
  )
  return new Set(rows.map(({ host }) => host))
}
