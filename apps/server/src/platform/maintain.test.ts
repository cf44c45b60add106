import { expect, test } from 'vitest'
import { aUser, testDatabase, testFiles } from '../../test/harness.ts'
import { writeAs, writeAsOwner } from './database.ts'
import { recordEvent } from './events.ts'
import { newId } from './ids.ts'
import { silentLog } from './log.ts'
import { maintainOnce } from './maintain.ts'
import { ensureEventPartitions } from './prepare-database.ts'

const at = (text: string) => new Date(text)
const eventAt = (moment: Date) => ({
  kind: 'thing.happened',
  subject: { type: 'thing', id: newId() },
  actorId: null,
  at: moment,
})

test('events of this month and the next have a partition of their own, however often that is asked for', async () => {
  const database = await testDatabase()
  for (let n = 0; n < 2; n++) await ensureEventPartitions(database.owner, at('2026-12-15T00:00:00Z'))
  await writeAsOwner(database, async (tx) => {
    await recordEvent(tx, eventAt(at('2026-12-31T23:59:59.999Z')))
    await recordEvent(tx, eventAt(at('2027-01-01T00:00:00Z')))
    await recordEvent(tx, eventAt(at('2019-01-01T00:00:00Z')))
  })
  const { rows } = await database.owner.query('select tableoid::regclass::text as place from events order by at')
  expect(rows.map((row) => row.place)).toEqual(['events_rest', 'events_2026_12', 'events_2027_01'])
})

test('a month whose events came before its partition goes on without one', async () => {
  const database = await testDatabase()
  await writeAsOwner(database, (tx) => recordEvent(tx, eventAt(at('2026-12-02T00:00:00Z'))))
  await ensureEventPartitions(database.owner, at('2026-12-15T00:00:00Z'))
  await writeAsOwner(database, (tx) => recordEvent(tx, eventAt(at('2026-12-16T00:00:00Z'))))
  const { rows } = await database.owner.query('select count(*)::int as n from events')
  expect(rows[0].n).toBe(2)
})

test('idempotency keys are kept for a day', async () => {
  const database = await testDatabase()
  const user = await aUser(database)
  const key = (name: string, created: string) =>
    writeAs(database, user.id, (tx) =>
      tx
        .insertInto('idempotency_keys')
        .values({ user_id: user.id, key: name, request_hash: 'h', created_at: created })
        .execute(),
    )
  await key('yesterday', '2026-03-01T08:00:00Z')
  await key('this morning', '2026-03-02T08:00:00Z')
  const clock = () => at('2026-03-02T12:00:00Z')
  await maintainOnce({ database, files: testFiles(database), clock, log: silentLog, fileReferences: [] })
  const { rows } = await database.owner.query('select key from idempotency_keys')
  expect(rows).toEqual([{ key: 'this morning' }])
})
