import { Readable } from 'node:stream'
import { cancelJob, downloadJobFile, readJob } from '@quayside/contract'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { aUser, type TestDatabase, testApp, testDatabase, testFiles } from '../../../test/harness.ts'
import { writeAs, writeAsOwner } from '../database.ts'
import { openSignal } from '../event-signal.ts'
import { keepFile, keepStorageLimits } from '../files/index.ts'
import { newId } from '../ids.ts'
import { silentLog } from '../log.ts'
import { Refusal } from '../refusal.ts'
import { inBothLanguages } from '../sentence.ts'
import { defineJob, type JobContext, type JobDefinition, openJobs, sendJob } from './index.ts'
import { runJob } from './run-job.ts'
import { runTogether } from './run-together.ts'

const now = new Date('2026-03-01T08:00:00Z')
const Row = z.strictObject({ n: z.int() })

function contextOf(database: TestDatabase): JobContext {
  return { database, files: testFiles(database), clock: () => new Date(), log: silentLog }
}

async function work(database: TestDatabase, jobs: readonly JobDefinition[], superviseSeconds = 1) {
  const signal = openSignal(database.ownerConfig, { channel: 'quayside_jobs' })
  const queue = await openJobs({
    owner: database.ownerConfig,
    context: contextOf(database),
    jobs,
    signal,
    superviseSeconds,
  })
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= queue.stop().then(() => signal.close()))
  onTestFinished(stop)
  return { stop }
}

const progressOf = async (database: TestDatabase, id: string) =>
  (await database.owner.query('select * from jobs_progress where id = $1', [id])).rows[0]

test('a job sent in a transaction that is rolled back does not exist', async () => {
  const database = await testDatabase()
  const user = await aUser(database)
  const job = defineJob('never', Row, async () => undefined)
  const doomed = writeAs(database, user.id, async (tx) => {
    await sendJob(tx, job, { n: 1 }, { now, watchedBy: user.id })
    throw new Error('changed my mind')
  })
  await expect(doomed).rejects.toThrow('changed my mind')
  const { rows } = await database.owner.query(
    'select (select count(*)::int from pgboss.job) as jobs, (select count(*)::int from jobs_progress) as watched',
  )
  expect(rows[0]).toEqual({ jobs: 0, watched: 0 })
})

test('the application may send jobs and touch nothing else of the queue', async () => {
  const database = await testDatabase()
  const user = await aUser(database)
  const job = defineJob('mine', Row, async () => undefined)
  await writeAs(database, user.id, (tx) => sendJob(tx, job, { n: 1 }, { now }))
  await expect(writeAs(database, user.id, (tx) => sql`select data from pgboss.job`.execute(tx))).rejects.toMatchObject({
    code: '42501',
  })
})

test('a job runs soon after its transaction commits, and its owner sees how far it is and what it made', async () => {
  const database = await testDatabase()
  const user = await aUser(database)
  const files = testFiles(database)
  const job = defineJob('export', Row, async (running, context) => {
    await running.report({ done: 1, total: running.data.n, message: 'writing' })
    const content = await context.files.put(Readable.from([Buffer.from('甲,乙\n')]), { limitBytes: 100 })
    const fileId = await writeAsOwner(context.database, (tx) =>
      keepFile(tx, content, { name: '客户.csv', actorId: user.id, now }),
    )
    running.finishWith({ result: { rows: running.data.n }, fileId })
  })
  await work(database, [job])
  const id = await writeAs(database, user.id, (tx) => sendJob(tx, job, { n: 7 }, { now, watchedBy: user.id }))
  await expect.poll(async () => (await progressOf(database, id)).state).toBe('done')

  const app = await testApp(database, { as: user, files })
  expect((await app.call(readJob, { params: { id } })).body).toMatchObject({
    kind: 'export',
    state: 'done',
    done: 1,
    total: 7,
    result: { rows: 7 },
    hasFile: true,
  })
  const file = await app.call(downloadJobFile, { params: { id } })
  expect(file.raw.body).toBe('甲,乙\n')
  expect(file.headers['content-disposition']).toContain(`filename*=UTF-8''%E5%AE%A2%E6%88%B7.csv`)

  const stranger = await aUser(database)
  expect((await app.refused(readJob, { params: { id }, as: stranger })).status).toBe(404)
  expect((await app.refused(downloadJobFile, { params: { id }, as: stranger })).status).toBe(404)
  expect((await app.refused(cancelJob, { params: { id }, as: stranger })).status).toBe(404)
  expect((await app.refused(cancelJob, { params: { id } })).body.code).toBe('jobFinished')
})

test('a running job that its owner cancels stops at its next report', async () => {
  const database = await testDatabase()
  const user = await aUser(database)
  const begun = Promise.withResolvers<void>()
  const job = defineJob('endless', Row, async (running) => {
    for (let done = 0; ; done++) {
      await running.report({ done })
      begun.resolve()
      await new Promise(setImmediate)
    }
  })
  await work(database, [job])
  const id = await writeAs(database, user.id, (tx) => sendJob(tx, job, { n: 1 }, { now, watchedBy: user.id }))
  await begun.promise
  const app = await testApp(database, { as: user })
  await app.call(cancelJob, { params: { id } })
  await expect.poll(async () => (await progressOf(database, id)).state).toBe('cancelled')
})

test('a job cancelled while it waits never begins', async () => {
  const database = await testDatabase()
  const user = await aUser(database)
  let ran = false
  const job = defineJob('late', Row, async () => {
    ran = true
  })
  const id = await writeAs(database, user.id, (tx) => sendJob(tx, job, { n: 1 }, { now, watchedBy: user.id }))
  const app = await testApp(database, { as: user })
  await app.call(cancelJob, { params: { id } })
  await work(database, [job])
  await expect.poll(async () => stateInQueue(database, id)).toBe('completed')
  expect(ran).toBe(false)
  expect((await progressOf(database, id)).state).toBe('cancelled')
})

const stateInQueue = async (database: TestDatabase, id: string) =>
  (await database.owner.query('select state::text from pgboss.job where id = $1', [id])).rows[0]?.state

test('a failure is tried again, a refusal is told to its owner at once', async () => {
  const database = await testDatabase()
  const user = await aUser(database)
  let attempts = 0
  const shaky = defineJob('shaky', Row, async () => {
    if (++attempts === 1) throw new Error('the first attempt fails')
  })
  const refused = defineJob('refused', Row, async () => {
    throw new Refusal('noRows', 422, 'There is nothing to export.')
  })
  const context = contextOf(database)
  const send = (job: JobDefinition) =>
    writeAs(database, user.id, (tx) => sendJob(tx, job, { n: 1 }, { now, watchedBy: user.id }))
  const [first, second] = [await send(shaky), await send(refused)]
  const attempt = (job: JobDefinition, id: string, retryCount: number) =>
    runJob(job, { id, data: { n: 1 }, retryCount, retryLimit: 5 }, context, new AbortController().signal)

  await expect(attempt(shaky, first, 0)).rejects.toThrow('the first attempt fails')
  expect(await progressOf(database, first)).toMatchObject({ state: 'running', attempt: 1 })
  await attempt(shaky, first, 1)
  expect(await progressOf(database, first)).toMatchObject({ state: 'done', attempt: 2 })

  await attempt(refused, second, 0)
  expect(await progressOf(database, second)).toMatchObject({ state: 'failed', message: 'There is nothing to export.' })
})

test('why a job failed is kept for readers of either language, with what a screen needs to word it', async () => {
  const database = await testDatabase()
  const user = await aUser(database)
  await writeAsOwner(database, (tx) => keepStorageLimits(tx, { userBytes: 1024 ** 2, companyBytes: null }))
  const both = inBothLanguages('没有可导出的内容。', 'There is nothing to export.')
  const content = { sha256: 'a'.repeat(64), bytes: 2 * 1024 ** 2, mediaType: 'text/plain' }
  const failing: Record<string, () => Promise<unknown>> = {
    worded: async () => {
      throw new Refusal('noRows', 422, 'ignored', { extra: { ...both, rows: 0, hidden: { deep: true } } })
    },
    coded: async () => {
      throw new Refusal('orderedByNobody', 403, 'Who ordered this is no longer active.')
    },
    full: () => writeAsOwner(database, (tx) => keepFile(tx, content, { name: 'a', actorId: user.id, now })),
    broken: async () => {
      throw new Error('password=hunter2')
    },
  }
  const failures: Record<string, unknown> = {}
  const app = await testApp(database, { as: user })
  for (const [name, fail] of Object.entries(failing)) {
    const job = defineJob(name, Row, async () => void (await fail()))
    const id = await writeAs(database, user.id, (tx) => sendJob(tx, job, { n: 1 }, { now, watchedBy: user.id }))
    const last = { id, data: { n: 1 }, retryCount: 5, retryLimit: 5 }
    await runJob(job, last, contextOf(database), new AbortController().signal).catch(() => undefined)
    const { body } = await app.call(readJob, { params: { id } })
    expect(body).toMatchObject({ state: 'failed', message: body.failure?.en })
    failures[name] = body.failure
  }
  expect(failures).toEqual({
    worded: { code: 'noRows', zh: '没有可导出的内容。', en: 'There is nothing to export.', params: { rows: 0 } },
    coded: { code: 'orderedByNobody', zh: null, en: 'Who ordered this is no longer active.', params: {} },
    full: {
      code: 'quotaExceeded',
      zh: null,
      en: expect.stringContaining('limit of 1 MB'),
      params: { limitBytes: 1024 ** 2 },
    },
    broken: {
      code: 'jobFailed',
      zh: expect.stringMatching(/服务器出错了.*任务编号/),
      en: expect.stringMatching(/^Something went wrong/),
      params: { jobId: expect.any(String) },
    },
  })
})

test('a job that failed before reasons were kept in both languages still says what it said', async () => {
  const database = await testDatabase()
  const user = await aUser(database)
  const id = newId()
  await database.owner.query(
    `insert into jobs_progress (id, kind, actor_id, state, message, created_at, finished_at)
     values ($1, 'old', $2, 'failed', 'As it was.', now(), now())`,
    [id, user.id],
  )
  const app = await testApp(database, { as: user })
  expect((await app.call(readJob, { params: { id } })).body).toMatchObject({ message: 'As it was.', failure: null })
})

test('the last failure is told to the owner without its secrets', async () => {
  const database = await testDatabase()
  const user = await aUser(database)
  const job = defineJob('broken', Row, async () => {
    throw new Error('password=hunter2')
  })
  const id = await writeAs(database, user.id, (tx) => sendJob(tx, job, { n: 1 }, { now, watchedBy: user.id }))
  const last = { id, data: { n: 1 }, retryCount: 5, retryLimit: 5 }
  await expect(runJob(job, last, contextOf(database), new AbortController().signal)).rejects.toThrow()
  const progress = await progressOf(database, id)
  expect(progress).toMatchObject({ state: 'failed' })
  expect(progress.message).not.toContain('hunter2')
})

test('a job whose node died is taken up by another, which finishes it', async () => {
  const database = await testDatabase()
  const user = await aUser(database)
  const job = defineJob('survivor', Row, async () => undefined)
  const id = await writeAs(database, user.id, (tx) => sendJob(tx, job, { n: 1 }, { now, watchedBy: user.id }))
  // What a killed node leaves behind: taken, begun, and the last sign of life long ago.
  await database.owner.query(
    `update pgboss.job set state = 'active', started_on = now() - interval '5 minutes', heartbeat_on = now() - interval '4 minutes' where id = $1`,
    [id],
  )
  await database.owner.query(`update jobs_progress set state = 'running', started_at = now() where id = $1`, [id])
  await work(database, [job])
  await expect.poll(async () => (await progressOf(database, id)).state).toBe('done')
  await expect.poll(() => stateInQueue(database, id)).toBe('completed')
})

test('when the node stops, a running job is handed back and goes on at the next start', async () => {
  const database = await testDatabase()
  const user = await aUser(database)
  const begun = Promise.withResolvers<void>()
  let mayFinish = false
  const job = defineJob('long', Row, async (running) => {
    while (!mayFinish) {
      await running.report({})
      begun.resolve()
      await new Promise(setImmediate)
    }
  })
  const first = await work(database, [job])
  const id = await writeAs(database, user.id, (tx) => sendJob(tx, job, { n: 1 }, { now, watchedBy: user.id }))
  await begun.promise
  await first.stop()
  expect(await stateInQueue(database, id)).toBe('retry')
  mayFinish = true
  await work(database, [job])
  await expect.poll(async () => (await progressOf(database, id)).state).toBe('done')
})

test('of jobs with one key only one waits', async () => {
  const database = await testDatabase()
  const job = defineJob('single', Row, async () => undefined)
  await writeAsOwner(database, async (tx) => {
    await sendJob(tx, job, { n: 1 }, { now, singleKey: 'nightly' })
    await sendJob(tx, job, { n: 2 }, { now, singleKey: 'nightly' })
    await sendJob(tx, job, { n: 3 }, { now })
  })
  const { rows } = await database.owner.query(`select data->>'n' as n from pgboss.job order by 1`)
  expect(rows.map((row) => row.n)).toEqual(['1', '3'])
})

test('of jobs with one key that start at different times the earliest time holds', async () => {
  const database = await testDatabase()
  const job = defineJob('hastened', Row, async () => undefined)
  const sent = async (startAt: string) => {
    const times = { now, startAt: new Date(startAt), singleKey: 'one' }
    await writeAsOwner(database, async (tx) => void (await sendJob(tx, job, { n: 1 }, times)))
    const { rows } = await database.owner.query(`select start_after from pgboss.job where name = 'hastened'`)
    return rows.map((row) => row.start_after.toISOString().slice(0, 10))
  }
  expect(await sent('2030-01-02T00:00:00Z')).toEqual(['2030-01-02'])
  expect(await sent('2030-01-01T00:00:00Z')).toEqual(['2030-01-01'])
  expect(await sent('2030-01-03T00:00:00Z')).toEqual(['2030-01-01'])
})

test('a crowd of jobs is worked off at once, by every worker of its kind, not one at each look', async () => {
  const database = await testDatabase()
  const done = new Set<number>()
  let [atOnce, mostAtOnce] = [0, 0]
  const both = Promise.withResolvers<void>()
  const job = defineJob(
    'crowd',
    Row,
    async ({ data }) => {
      mostAtOnce = Math.max(mostAtOnce, ++atOnce)
      if (atOnce === 2) both.resolve()
      await both.promise
      done.add(data.n)
      atOnce--
    },
    { concurrency: 2 },
  )
  await work(database, [job])
  await writeAsOwner(database, async (tx) => {
    for (let n = 0; n < 12; n++) await sendJob(tx, job, { n }, { now })
  })
  // Twelve looks of the queue by itself would take half a minute.
  await expect.poll(() => done.size, { timeout: 10_000 }).toBe(12)
  expect(mostAtOnce).toBe(2)
})

test('small jobs are done together; where that fails each is done by itself, and those that are watched always', async () => {
  const database = await testDatabase()
  const user = await aUser(database)
  const told: string[] = []
  const together = {
    most: 10,
    async handle(rows: readonly { n: number }[]) {
      told.push(`together ${rows.map(({ n }) => n)}`)
      if (rows.some(({ n }) => n < 0)) throw new Error('one of them is bad')
    },
  }
  const alone = async ({ data }: { data: { n: number } }) => void told.push(`alone ${data.n}`)
  const job = defineJob('crumbs', Row, alone, {}, together)
  const taken = (n: number, id = newId()) => ({ id, data: { n }, retryCount: 0, retryLimit: 0 })
  const run = (...jobs: ReturnType<typeof taken>[]) =>
    runTogether(job, jobs, contextOf(database), new AbortController().signal, async () => undefined)
  await run(taken(1), taken(2))
  await run(taken(3))
  await run(taken(4), taken(-5))
  const watched = await writeAs(database, user.id, (tx) => sendJob(tx, job, { n: 6 }, { now, watchedBy: user.id }))
  await run(taken(6, watched), taken(7))
  expect(told).toEqual(['together 1,2', 'alone 3', 'together 4,-5', 'alone 4', 'alone -5', 'alone 6', 'alone 7'])
  expect(await progressOf(database, watched)).toMatchObject({ state: 'done' })
})

test('one of many that fails is tried again alone, the others are done', async () => {
  const database = await testDatabase()
  const told: string[] = []
  const alone = async ({ data: { n } }: { data: { n: number } }) => {
    told.push(`alone ${n}`)
    if (n === 2 && told.filter((one) => one === 'alone 2').length === 1) throw new Error('not yet')
  }
  const together = { most: 10, handle: async () => Promise.reject(new Error('one of them is bad')) }
  const job = defineJob('crumbs.poison', Row, alone, {}, together)
  await writeAsOwner(database, async (tx) => {
    for (const n of [1, 2, 3]) await sendJob(tx, job, { n }, { now })
  })
  await work(database, [job])
  const states = async () =>
    (
      await database.owner.query<{ n: number; state: string; retries: number }>(
        `select (data->>'n')::int as n, state, retry_count as retries from pgboss.job where name = $1 order by 1`,
        [job.name],
      )
    ).rows
  await expect
    .poll(async () => (await states()).every(({ state }) => state === 'completed'), { timeout: 20_000 })
    .toBe(true)
  expect((await states()).map(({ n, retries }) => [n, retries])).toEqual([
    [1, 0],
    [2, 1],
    [3, 0],
  ])
  expect(told).toEqual(['alone 1', 'alone 2', 'alone 3', 'alone 2'])
})
