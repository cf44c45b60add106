import { isIP } from 'node:net'
import type { allowWebhookHost, BodyOf, WebhookAllowedHost } from '@quayside/contract'
import type { Db, Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { isNeverAllowed } from '../../platform/outbound/public-address.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'

export async function listHosts(db: Db): Promise<WebhookAllowedHost[]> {
  const rows = await db
    .selectFrom('webhook_hosts as h')
    .leftJoin('users as u', 'u.id', 'h.created_by')
    .select(['h.id', 'h.host', 'h.note', 'h.created_at', 'u.name'])
    .orderBy('h.host')
    .execute()
  return rows.map(({ id, host, note, created_at, name }) => ({
    id,
    host,
    note,
    createdAt: created_at.toISOString(),
    createdBy: name,
  }))
}

export async function allowHost(tx: Tx, user: User, { host, note = '' }: BodyOf<typeof allowWebhookHost>, now: Date) {
  const url = URL.parse(`http://${host}`)
  if (!url)
    throw new Refusal('badHost', 422, 'This is no host.', {
      errors: [{ path: '/host', code: 'badHost', message: 'This is no host.' }],
    })
  const address = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(address) !== 0 && isNeverAllowed(address))
    throw new Refusal('neverAllowed', 422, 'Addresses of a machine’s own link and of cloud metadata are never sent to.')
  const id = newId()
  const values = { id, host: host.toLowerCase(), note, created_by: user.id, created_at: now }
  await tx.insertInto('webhook_hosts').values(values).execute()
  const subject = { type: 'webhookHost', id }
  await recordEvent(tx, { kind: 'webhookHost.allowed', subject, actorId: user.id, at: now, data: { host } })
  return { id, host: values.host, note, createdAt: now.toISOString(), createdBy: user.name }
}

export async function disallowHost(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const gone = await tx.deleteFrom('webhook_hosts').where('id', '=', id).returning('host').executeTakeFirst()
  if (!gone) throw notFound('host')
  const subject = { type: 'webhookHost', id }
  await recordEvent(tx, {
    kind: 'webhookHost.disallowed',
    subject,
    actorId: user.id,
    at: now,
    data: { host: gone.host },
  })
}
