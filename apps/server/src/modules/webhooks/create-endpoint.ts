import type { NewWebhookEndpoint } from '@quayside/contract'
import type { Db, Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { targetFault } from '../../platform/outbound/allowed-target.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import type { Seal } from '../../platform/seal.ts'
import { findEndpoint, presentEndpoint } from './endpoints.queries.ts'
import { newWebhookSecret } from './send/signature.ts'

/** More than anybody has systems. */
const endpointsOfOne = 50

export async function createEndpoint(
  tx: Tx,
  user: User,
  wanted: NewWebhookEndpoint,
  { seal, now }: { seal: Seal; now: Date },
) {
  const url = await checkedUrl(tx, wanted.url)
  const { n } = await tx
    .selectFrom('webhook_endpoints')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('owner_id', '=', user.id)
    .executeTakeFirstOrThrow()
  if (n >= endpointsOfOne)
    throw new Refusal('tooManyEndpoints', 409, `One person has at most ${endpointsOfOne} endpoints. Remove one first.`)
  const id = newId()
  const secret = newWebhookSecret()
  const { description, events } = wanted
  await tx
    .insertInto('webhook_endpoints')
    .values({
      id,
      owner_id: user.id,
      url,
      description,
      events: [...new Set(events)],
      secret: seal.close(secret),
      created_at: now,
    })
    .execute()
  const subject = { type: 'webhookEndpoint', id }
  const data = { host: new URL(url).host, events }
  await recordEvent(tx, { kind: 'webhookEndpoint.created', subject, actorId: user.id, at: now, data })
  const made = await findEndpoint(tx, id)
  if (!made) throw notFound('endpoint')
  return { endpoint: presentEndpoint(made, user, now), secret }
}

/** What can be said of an address before anything is sent; the rest is judged at every request. Returns it as it will be used. */
export async function checkedUrl(db: Db, text: string): Promise<string> {
  const url = new URL(text)
  url.hash = ''
  const hosts = await db.selectFrom('webhook_hosts').select('host').execute()
  const fault = targetFault(url, new Set(hosts.map(({ host }) => host)))
  if (fault === null) return url.href
  const message =
    fault === 'httpsRequired'
      ? 'The address must begin with https://. An administrator can allow a host inside the company.'
      : 'This address is not of the public internet. An administrator can allow a host inside the company.'
  throw new Refusal(fault, 422, message, { errors: [{ path: '/url', code: fault, message }] })
}
