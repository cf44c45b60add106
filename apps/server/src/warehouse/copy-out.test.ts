import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/harness.ts'
import { CopyOut } from './copy-out.ts'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await testDatabase()
  client = new pg.Client(database.ownerConfig)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})
const works = async () => (await client.query('select 1 as one')).rows

test('rows of every length arrive as they are, however the socket cuts them', async () => {
  const lengths = [0, 1, 4, 5, 255, 8_190, 65_530, 65_536, 200_001, 1, 0]
  const text = lengths.map((length, at) => `${'abcdefghijk'[at]?.repeat(length)}\n`).join('')
  const values = lengths.map((length, at) => `(${at}, '${'abcdefghijk'[at]}', ${length})`).join(', ')
  const sql = `copy (select repeat(c, n) from (values ${values}) v (at, c, n), generate_series(1, 20) again order by again, at) to stdout`
  const stream = client.query(new CopyOut(sql))
  expect((await buffer(stream)).toString() === text.repeat(20)).toBe(true)
  expect([stream.rows, stream.hasBackslash]).toEqual([lengths.length * 20, false])
  expect(await works()).toEqual([{ one: 1 }])
})

test('no rows are an empty stream, and what is escaped is told of', async () => {
  const none = client.query(new CopyOut('copy (select 1 where false) to stdout'))
  expect([(await buffer(none)).length, none.rows]).toEqual([0, 0])
  const some = client.query(new CopyOut(String.raw`copy (select e'a\tb') to stdout`))
  expect([(await buffer(some)).toString(), some.hasBackslash]).toEqual(['a\\tb\n', true])
})

test('a statement that fails, at once or among its rows, fails the stream and leaves the connection usable', async () => {
  await expect(buffer(client.query(new CopyOut('copy (select nonsense) to stdout')))).rejects.toThrow('nonsense')
  const late = 'copy (select repeat(chr(97), 500), 1 / (40000 - n) from generate_series(1, 50000) n) to stdout'
  await expect(buffer(client.query(new CopyOut(late)))).rejects.toThrow('division by zero')
  expect(await works()).toEqual([{ one: 1 }])
})

test('who stops reading does not hold up what is asked of the connection next', async () => {
  const stream = client.query(
    new CopyOut('copy (select repeat(chr(97), 500) from generate_series(1, 50000)) to stdout'),
  )
  for await (const piece of stream) if (piece.length > 0) break
  expect(await works()).toEqual([{ one: 1 }])
})

test('a connection that ends among the rows fails the stream', async () => {
  const other = new pg.Client(database.ownerConfig)
  other.on('error', () => undefined)
  await other.connect()
  const stream = other.query(
    new CopyOut(
      `copy (select repeat(chr(97), 500), pg_terminate_backend(pg_backend_pid()) from generate_series(1, 9)) to stdout`,
    ),
  )
  await expect(buffer(stream)).rejects.toThrow()
})

test('a failure before anybody reads is told to who reads then, and harms nobody else', async () => {
  const other = new pg.Client(database.ownerConfig)
  other.on('error', () => undefined)
  await other.connect()
  await other.end()
  const stream = other.query(new CopyOut('copy (select 1) to stdout'))
  await new Promise((resolve) => stream.once('close', resolve))
  await expect(buffer(stream)).rejects.toThrow()
})
