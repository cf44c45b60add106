import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { settled, testDatabase } from '../../test/harness.ts'
import { consumeEvents, consumeNext, type EventConsumer } from './consume-events.ts'
import { type Database, type Tx, writeAsOwner } from './database.ts'
import { openSignal } from './event-signal.ts'
import { recordEvent } from './events.ts'
import { newId } from './ids.ts'
import { silentLog } from './log.ts'

const record = (tx: Tx, kind: string, at = new Date()) =>
  recordEvent(tx, { kind, subject: { type: 'thing', id: newId() }, actorId: null, at })

/** Remembers in the database, within the consumer's transaction, what it was handed. */
async function rememberer(database: Database, name: string, batch?: number) {
  await database.owner.query('create table if not exists seen (place serial, consumer text, kind text)')
  const consumer: EventConsumer = {
    name,
    batch,
    async handle(tx, events) {
      for (const event of events)
        await sql`insert into seen (consumer, kind) values (${name}, ${event.kind})`.execute(tx)
    },
  }
  const seen = async () =>
    (
      await database.owner.query<{ kind: string }>('select kind from seen where consumer = $1 order by place', [name])
    ).rows.map((row) => row.kind)
  return { consumer, seen }
}

/** A transaction that stays open until told. */
async function openTransaction(database: Database) {
  const client = await database.owner.connect()
  await client.query('begin')
  return {
    record: (kind: string) =>
      client.query(
        `insert into events (id, at, subject_type, subject_id, kind) values (gen_random_uuid(), now(), 'thing', gen_random_uuid(), $1)`,
        [kind],
      ),
    async end(how: 'commit' | 'rollback') {
      await client.query(how)
      client.release()
    },
  }
}

test('an event that was numbered first but commits last is read last, and not skipped', async () => {
  const database = await testDatabase()
  const { consumer, seen } = await rememberer(database, 'order')
  const slow = await openTransaction(database)
  await slow.record('numbered first')
  await writeAsOwner(database, (tx) => record(tx, 'numbered second'))

  expect(await consumeNext(database, consumer)).toBe(0)
  await slow.end('commit')
  await settled(database)
  await consumeNext(database, consumer)
  expect(await seen()).toEqual(['numbered first', 'numbered second'])
  expect(await consumeNext(database, consumer)).toBe(0)
})

test('what was rolled back is never read', async () => {
  const database = await testDatabase()
  const { consumer, seen } = await rememberer(database, 'rollback')
  const doomed = await openTransaction(database)
  await doomed.record('undone')
  await writeAsOwner(database, (tx) => record(tx, 'done'))
  await doomed.end('rollback')
  await settled(database)
  await consumeNext(database, consumer)
  expect(await seen()).toEqual(['done'])
})

test('whatever the order of writing and committing, every event is handed over exactly once', async () => {
  const database = await testDatabase({ connections: 32 })
  let round = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(5), fc.constantFrom('record', 'commit', 'rollback', 'consume')), { maxLength: 40 }),
      async (steps) => {
        const { consumer, seen } = await rememberer(database, `round ${++round}`, 3)
        await settled(database)
        while ((await consumeNext(database, { ...consumer, handle: async () => undefined, batch: 500 })) > 0);
        const open = new Map<number, { tx: Awaited<ReturnType<typeof openTransaction>>; kinds: string[] }>()
        const committed: string[] = []
        let made = 0
        const end = async (writer: number, how: 'commit' | 'rollback') => {
          const held = open.get(writer)
          if (!held) return
          open.delete(writer)
          await held.tx.end(how)
          if (how === 'commit') committed.push(...held.kinds)
        }
        for (const [writer, step] of steps) {
          if (step === 'consume') await consumeNext(database, consumer)
          else if (step === 'record') {
            const held = open.get(writer) ?? { tx: await openTransaction(database), kinds: [] }
            open.set(writer, held)
            const kind = `${round}.${++made}`
            await held.tx.record(kind)
            held.kinds.push(kind)
          } else await end(writer, step)
        }
        for (const writer of [...open.keys()]) await end(writer, 'commit')
        await settled(database)
        while ((await consumeNext(database, consumer)) > 0);
        expect((await seen()).toSorted()).toEqual(committed.toSorted())
      },
    ),
    { numRuns: 25 },
  )
}, 60_000)

test('a consumer that dies in the middle of a batch leaves no trace and gets the batch again', async () => {
  const database = await testDatabase()
  const { consumer, seen } = await rememberer(database, 'killed')
  await writeAsOwner(database, (tx) => record(tx, 'one'))
  await settled(database)
  const dying: EventConsumer = {
    ...consumer,
    async handle(tx, events, log) {
      await consumer.handle(tx, events, log)
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
    },
  }
  await expect(consumeNext(database, dying)).rejects.toThrow()
  expect(await seen()).toEqual([])
  await consumeNext(database, consumer)
  expect(await seen()).toEqual(['one'])
})

test('two nodes with one consumer do not both take the same events', async () => {
  const database = await testDatabase()
  const { consumer, seen } = await rememberer(database, 'twins', 2)
  await writeAsOwner(database, async (tx) => {
    for (let n = 0; n < 20; n++) await record(tx, `event ${n}`)
  })
  await settled(database)
  const drain = async () => {
    for (let idle = 0; idle < 3; ) idle = (await consumeNext(database, consumer)) > 0 ? 0 : idle + 1
  }
  await Promise.all([drain(), drain(), drain()])
  await drain()
  expect(await seen()).toEqual(Array.from({ length: 20 }, (_, n) => `event ${n}`))
})

test('a clock set back changes neither the order nor what is read', async () => {
  const database = await testDatabase()
  const { consumer, seen } = await rememberer(database, 'clock')
  const years = [2031, 2019, 2026, 1999]
  for (const year of years) {
    await writeAsOwner(database, (tx) => record(tx, String(year), new Date(Date.UTC(year, 5, 1))))
    await settled(database)
    await consumeNext(database, consumer)
  }
  expect(await seen()).toEqual(years.map(String))
})

test('a running consumer is woken by a commit, keeps on after a failure and stops at once', async () => {
  const database = await testDatabase()
  const signal = openSignal(database.ownerConfig, { channel: 'quayside_events', lookEveryMs: 50 })
  const handed: string[] = []
  let failures = 0
  const done = Promise.withResolvers<void>()
  const running = consumeEvents(
    database,
    signal,
    {
      name: 'runner',
      async handle(_tx, events) {
        if (failures++ === 0) throw new Error('the first attempt fails')
        handed.push(...events.map((event) => event.kind))
        if (handed.length === 2) done.resolve()
      },
    },
    silentLog,
  )
  await writeAsOwner(database, (tx) => record(tx, 'a'))
  await writeAsOwner(database, (tx) => record(tx, 'b'))
  await done.promise
  expect(handed).toEqual(['a', 'b'])
  await running.stop()
  await signal.close()
})
