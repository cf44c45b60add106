import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { webhookConsumer, webhookJobs } from '../apps/server/src/modules/webhooks/index.ts'
import { newWebhookSecret } from '../apps/server/src/modules/webhooks/send/signature.ts'
import { consumeNext } from '../apps/server/src/platform/consume-events.ts'
import { type Database, openDatabase, writeAsOwner } from '../apps/server/src/platform/database.ts'
import { recordEvent } from '../apps/server/src/platform/events.ts'
import { openFileStore } from '../apps/server/src/platform/files/index.ts'
import { newId } from '../apps/server/src/platform/ids.ts'
import { runJob } from '../apps/server/src/platform/jobs/run-job.ts'
import { silentLog } from '../apps/server/src/platform/log.ts'
import { prepareDatabase } from '../apps/server/src/platform/prepare-database.ts'
import { sealFor } from '../apps/server/src/platform/seal.ts'
import { type Scratch, secret } from './scratch.ts'
import { figure, type Row } from './table.ts'

/** Side by side, as many as a node serves at once. */
const endpointCount = 4

/** Messages delivered to a receiver on this machine: judged, signed, sent, and their success kept durably. */
export async function webhooksBench(scratch: Scratch, ownerId: string, events: number): Promise<Row[]> {
  const client = new pg.Client(scratch.owner)
  await client.connect()
  await prepareDatabase(client, secret)
  await client.end()
  const receiver = createServer((asked, reply) => asked.resume().on('end', () => reply.writeHead(204).end()))
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`
  const database = openDatabase({ ownerUrl: scratch.owner, appUrl: scratch.app })
  try {
    await listenAt(database, ownerId, host)
    await happen(database, ownerId, events)
    const began = performance.now()
    while ((await consumeNext(database, webhookConsumer)) > 0);
    const told = performance.now()
    const sent = await deliver(database, scratch.dataDir)
    const ended = performance.now()
    const bare = await bareRate(host, Math.min(sent, 2_000))
    const rate = sent / ((ended - told) / 1_000)
    return [
      {
        what: `webhooks delivered to ${endpointCount} endpoints (durable; rights asked, signed)`,
        measured: `${figure(rate)}/s`,
        comparator: `the same receiver, bare requests, ${endpointCount} at once: ${figure(bare)}/s`,
        ratio: `${figure(rate / bare, 2)} of it`,
        budget: '',
        met: null,
      },
      {
        what: 'events of the spine made messages',
        measured: `${figure(sent / ((told - began) / 1_000))} messages/s`,
        comparator: '',
        ratio: '',
        budget: '',
        met: null,
      },
    ]
  } finally {
    await database.close()
    receiver.close()
  }
}

async function listenAt(database: Database, ownerId: string, host: string): Promise<void> {
  const seal = sealFor(secret, 'webhooks')
  const now = new Date()
  await writeAsOwner(database, async (tx) => {
    await tx.insertInto('webhook_hosts').values({ id: newId(), host, created_at: now }).execute()
    for (let n = 0; n < endpointCount; n++)
      await tx
        .insertInto('webhook_endpoints')
        .values({
          id: newId(),
          owner_id: ownerId,
          url: `http://${host}/hook/${n}`,
          events: ['account.changed'],
          secret: seal.close(newWebhookSecret()),
          created_at: now,
        })
        .execute()
  })
}

async function happen(database: Database, ownerId: string, events: number): Promise<void> {
  const now = new Date()
  const id = newId()
  await writeAsOwner(database, async (tx) => {
    await tx
      .insertInto('accounts')
      .values({
        id,
        kind: 'enterprise',
        name: 'Told of',
        number: 'BENCH-1',
        sort_key: 'told of',
        owner_id: ownerId,
        created_at: now,
        updated_at: now,
      } as never)
      .execute()
    const subject = { type: 'account', id }
    for (let n = 0; n < events; n++)
      await recordEvent(tx, { kind: 'account.changed', subject, accountId: id, actorId: ownerId, at: now, data: {} })
  })
}

/** As a node works its queue, without the pauses between looks at it. Returns how many messages were kept as delivered. */
async function deliver(database: Database, dataDir: string): Promise<number> {
  const { rows } = await database.owner.query<{ id: string; data: object }>(
    `delete from pgboss.job where name = 'webhooks.deliver' returning id, data`,
  )
  const [job] = webhookJobs
  if (!job) throw new Error('There is no job that delivers.')
  const context = {
    database,
    files: openFileStore(`${dataDir}/attachments`),
    clock: () => new Date(),
    log: silentLog,
    secret,
  }
  const never = new AbortController().signal
  await Promise.all(rows.map((one) => runJob(job, { ...one, retryCount: 0, retryLimit: 0 }, context, never)))
  const kept = await database.owner.query<{ n: number }>(
    `select count(*)::int as n from webhook_deliveries where state = 'delivered'`,
  )
  return kept.rows[0]?.n ?? 0
}

/** A connection for each request, as the product has it: the address is looked up and judged every time. */
async function bareRate(host: string, count: number): Promise<number> {
  const body = JSON.stringify({ type: 'account.changed', timestamp: new Date().toISOString(), data: { id: newId() } })
  const post = () =>
    new Promise<void>((resolve, reject) => {
      const asked = request(`http://${host}/bare`, { method: 'POST', agent: false }, (reply) =>
        reply.resume().on('end', resolve),
      )
      asked.on('error', reject).end(body)
    })
  const began = performance.now()
  const one = async () => {
    for (let n = 0; n < count / endpointCount; n++) await post()
  }
  await Promise.all(Array.from({ length: endpointCount }, one))
  return count / ((performance.now() - began) / 1_000)
}
