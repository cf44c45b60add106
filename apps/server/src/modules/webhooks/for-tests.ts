import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { testSecret } from '../../../test/global-setup.ts'
import { settled, type TestDatabase } from '../../../test/harness.ts'
import { consumeNext } from '../../platform/consume-events.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { runJob } from '../../platform/jobs/run-job.ts'
import { silentLog } from '../../platform/log.ts'
import { webhookConsumer, webhookJobs } from './index.ts'

export interface Received {
  headers: IncomingHttpHeaders
  body: string
}

type Reply = { status: number; headers?: Record<string, string>; body?: string } | 'hang' | 'cut'

/** A system outside, on this machine: keeps what it is sent and answers as it is told. */
export async function aReceiver(reply: (received: Received, nth: number) => Reply = () => ({ status: 204 })) {
  const got: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString()
    })
    request.on('end', () => {
      const received = { headers: request.headers, body }
      got.push(received)
      const answer = reply(received, got.length)
      if (answer === 'hang') return
      if (answer === 'cut') return void request.socket.destroy()
      response.writeHead(answer.status, answer.headers).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  const { port } = server.address() as AddressInfo
  return { got, url: `http://127.0.0.1:${port}/hook`, host: `127.0.0.1:${port}` }
}

/** Brings events to rows and works off what is due by this clock. */
export async function tellAll(database: TestDatabase, now: Date = new Date(), signal?: AbortSignal): Promise<void> {
  await settled(database)
  while ((await consumeNext(database, webhookConsumer)) > 0);
  for (let one = await takeJob(database, now); one; one = await takeJob(database, now)) {
    const job = webhookJobs.find(({ name }) => name === one?.name)
    if (!job) throw new Error(`no job ${one.name}`)
    const context = {
      database,
      files: null as unknown as FileStore,
      clock: () => now,
      log: silentLog,
      secret: testSecret,
    }
    const taken = { id: one.id, data: one.data, retryCount: 0, retryLimit: 0 }
    await runJob(job, taken, context, signal ?? new AbortController().signal)
  }
}

async function takeJob(database: TestDatabase, now: Date) {
  const { rows } = await database.owner.query<{ id: string; name: string; data: unknown }>(
    `delete from pgboss.job where id = (
       select id from pgboss.job where name like 'webhooks.%' and state = 'created' and (start_after <= $1 or length(singleton_key) = 36)
       order by start_after limit 1) returning id, name, data`,
    [now],
  )
  return rows[0]
}
