import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as contract from '@quayside/contract'
import { expect, test } from 'vitest'
import { testSecret } from '../../../test/global-setup.ts'
import { anAccount, aUser, settled, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import { aReceiver } from './for-tests.ts'

const messages = 30
/** A lease that a dead node holds runs out meanwhile. */
const betweenLivesMs = 60_000

/**
 * A process that works the queue as a node does, with a clock that is ahead, and dies at the statement numbered `fatal` without a
 * word. A job is taken off the queue only when it is done, as the queue gives back what a dead node held.
 */
const program = (connection: object, aheadMs: number, fatal: number) => `
  import pg from 'pg'
  import { openDatabase } from '${new URL('../../platform/database.ts', import.meta.url)}'
  import { consumeNext } from '${new URL('../../platform/consume-events.ts', import.meta.url)}'
  import { runJob } from '${new URL('../../platform/jobs/run-job.ts', import.meta.url)}'
  import { silentLog } from '${new URL('../../platform/log.ts', import.meta.url)}'
  import { webhookConsumer, webhookJobs } from '${new URL('./index.ts', import.meta.url)}'
  let at = 0
  const query = pg.Client.prototype.query
  pg.Client.prototype.query = function (...given) {
    if (++at === ${fatal}) process.kill(process.pid, 'SIGKILL')
    return query.apply(this, given)
  }
  const connection = ${JSON.stringify(connection)}
  const database = openDatabase({ ownerUrl: connection.owner, appUrl: connection.app })
  const clock = () => new Date(Date.now() + ${aheadMs})
  const context = { database, files: null, clock, log: silentLog, secret: ${JSON.stringify(testSecret)} }
  while ((await consumeNext(database, webhookConsumer)) > 0);
  for (;;) {
    const { rows } = await database.owner.query("select id, name, data from pgboss.job where state = 'created' and name like 'webhooks.%' and (start_after <= $1 or length(singleton_key) = 36) order by start_after limit 1", [clock()])
    if (rows.length === 0) break
    const job = webhookJobs.find(({ name }) => name === rows[0].name)
    await runJob(job, { ...rows[0], retryCount: 0, retryLimit: 0 }, context, new AbortController().signal)
    await database.owner.query('delete from pgboss.job where id = $1', [rows[0].id])
  }
  process.exit(0)`

async function live(database: TestDatabase, life: number, fatal: number): Promise<boolean> {
  const connection = { owner: database.ownerConfig, app: database.appConfig }
  const text = program(connection, life * betweenLivesMs, fatal)
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], { stdio: ['ignore', 'ignore', 'pipe'] })
  child.stderr.pipe(process.stderr, { end: false })
  const [code, signal] = await once(child, 'exit')
  if (signal !== 'SIGKILL') expect(code).toBe(0)
  return signal === 'SIGKILL'
}

test('killed again and again while it sends, a node loses no message, and sends none again whose success it has kept', async () => {
  const database = await testDatabase()
  const chief = await aUser(database)
  const api = await testApp(database, { as: chief })
  const account = (await writeAsOwner(database, (tx) => anAccount(tx, { owner_id: chief.id }))).id
  const receiver = await aReceiver()
  await api.call(contract.allowWebhookHost, { body: { host: receiver.host } })
  await api.call(contract.createWebhookEndpoint, { body: { url: receiver.url, events: ['account.changed'] } })
  const subject = { type: 'account', id: account }
  for (let n = 0; n < messages; n++)
    await writeAsOwner(database, (tx) =>
      recordEvent(tx, {
        kind: 'account.changed',
        subject,
        accountId: account,
        actorId: chief.id,
        at: new Date(),
        data: {},
      }),
    )
  await settled(database)

  const timesGot = () => {
    const times = new Map<string, number>()
    for (const { headers } of receiver.got) {
      const id = String(headers['webhook-id'])
      times.set(id, (times.get(id) ?? 0) + 1)
    }
    return times
  }
  /** What each message counted when its success was found kept. */
  const kept = new Map<string, number>()
  const keepCounts = async () => {
    const { rows } = await database.owner.query<{ event_id: string }>(
      `select event_id from webhook_deliveries where state = 'delivered'`,
    )
    const times = timesGot()
    for (const { event_id } of rows) if (!kept.has(event_id)) kept.set(event_id, times.get(event_id) ?? 0)
  }
  let kills = 0
  // Not multiples of each other: reading, taking the lease, after the answer and before it is kept, ordering what is next.
  for (const [life, fatal] of [7, 13, 16, 18, 21, 26, 15, 23].entries()) {
    if (await live(database, life, fatal)) kills++
    await keepCounts()
  }
  expect(await live(database, 20, 0)).toBe(false)
  await keepCounts()

  expect(kills).toBeGreaterThan(5)
  expect(kept.size).toBe(messages)
  expect(timesGot()).toEqual(kept)
  // Only what was in hand at a kill came twice.
  expect(receiver.got.length - messages).toBeLessThanOrEqual(kills)
}, 300_000)
