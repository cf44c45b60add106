import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aUser, type TestDatabase, testDatabase } from '../../test/harness.ts'
import { commitWithLast, holdOpen, plannedForValues, prepared, preparedLast, readAs, writeAs } from './database.ts'
import { newId } from './ids.ts'
import { isOutage } from './outage.ts'
import { queryAfter } from './query-after.ts'

let database: TestDatabase
let user: string

beforeAll(async () => {
  database = await testDatabase({ connections: 1 })
  user = (await aUser(database)).id
  await database.owner.query('create table kept (word text primary key); grant all on kept to quayside_app')
})
beforeEach(async () => {
  await database.owner.query('truncate kept')
})

const kept = async () => (await database.owner.query('select word from kept order by 1')).rows.map((row) => row.word)
const backend = async () => (await database.app.query('select pg_backend_pid() as pid')).rows[0].pid as number
const keep = { name: 'keep', text: 'insert into kept values ($1) returning word' }

async function onConnection<T>(work: (client: pg.PoolClient) => Promise<T>) {
  const client = await database.app.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

describe('statements in one message', () => {
  test('answer with the rows of the one that was asked', () =>
    onConnection(async (client) => {
      const before = [
        { name: 'begin-write', values: [] },
        { name: 'act-to-write', values: [user] },
      ]
      const statement = { ...keep, values: ['a'] }
      expect(await queryAfter(client, before, statement, [{ name: 'commit', values: [] }])).toEqual([{ word: 'a' }])
      const second = { name: 'who', text: 'select actor() as who, word from kept', values: [] }
      expect(await queryAfter(client, [], second)).toEqual([{ who: null, word: 'a' }])
    }))

  test('do not run behind one before them that fails, and the connection goes on', () =>
    onConnection(async (client) => {
      const unknown = [{ name: 'nobody-prepared-this', values: [] }]
      await expect(queryAfter(client, unknown, { ...keep, values: ['a'] })).rejects.toMatchObject({ code: '26000' })
      expect(await kept()).toEqual([])
      expect(await queryAfter(client, [], { ...keep, values: ['b'] })).toEqual([{ word: 'b' }])
    }))

  test('do not run behind the statement when it fails: what was begun is not committed', () =>
    onConnection(async (client) => {
      const begin = [{ name: 'begin-write', values: [] }]
      const commit = [{ name: 'commit', values: [] }]
      await client.query('begin; insert into kept values (1)')
      await expect(
        queryAfter(client, [], { name: 'divide', text: 'select 1 / $1::int', values: [0] }, commit),
      ).rejects.toMatchObject({ code: '22012' })
      await client.query('rollback')
      expect(await kept()).toEqual([])
      await queryAfter(client, begin, { ...keep, values: ['c'] }, commit)
      expect(await kept()).toEqual(['c'])
    }))
})

test('a read planned for its values is the actor’s own, cannot write, and leaves nothing set behind it', async () => {
  const text = "select actor() as who, current_setting('plan_cache_mode') as planned, $1::int as n"
  const planned = (n: number) => readAs(database, user, (db) => plannedForValues(db, 'planned', text, [n]))
  const usual = { name: 'usual', text: text.replace('$1::int', '0') }
  expect(await planned(1)).toEqual([{ who: user, planned: 'auto', n: 1 }])
  expect(await onConnection((client) => queryAfter(client, [], { ...usual, values: [] }))).toEqual([
    { who: null, planned: 'force_generic_plan', n: 0 },
  ])
  const write = readAs(database, user, (db) => plannedForValues(db, keep.name, keep.text, ['z']))
  await expect(write).rejects.toMatchObject({ code: '25006' })
  expect(await writeAs(database, user, (tx) => plannedForValues(tx, keep.name, keep.text, ['z']))).toEqual([
    { word: 'z' },
  ])
  expect(await kept()).toEqual(['z'])
})

describe('a connection that breaks', () => {
  test('while the statement runs is an outage, and the next one gets another', async () => {
    const pid = await backend()
    const suicide = (db: Parameters<typeof prepared>[0]) =>
      prepared(db, 'suicide', 'select pg_terminate_backend(pg_backend_pid())', [])
    await database.owner.query('grant pg_signal_backend to quayside_app')
    await expect(readAs(database, user, suicide)).rejects.toSatisfy(isOutage)
    expect(await readAs(database, user, (db) => prepared(db, 'one', 'select actor() as who', []))).toEqual([
      { who: user },
    ])
    expect(await backend()).not.toBe(pid)
  })

  test('between two statements of a write leaves nothing of it', async () => {
    const broken = writeAs(database, user, async (tx) => {
      const [row] = await prepared<{ pid: number }>(tx, 'pid', 'select pg_backend_pid() as pid', [])
      await preparedLast(tx, keep.name, keep.text, ['d'])
      await database.owner.query('select pg_terminate_backend($1, 5000)', [row?.pid])
    })
    await expect(broken).rejects.toSatisfy(isOutage)
    expect(await kept()).toEqual([])
  })

  test('by a name used for two texts is thrown away, not handed to the next', async () => {
    const two = readAs(database, user, async (db) => {
      await prepared(db, 'same', 'select 1 as n', [])
      return prepared(db, 'same', 'select 2 as n', [])
    })
    await expect(two).rejects.toThrow('must be unique')
    expect(await readAs(database, user, (db) => prepared(db, 'same', 'select 2 as n', []))).toEqual([{ n: 2 }])
  })
})

describe('a write that says which statement is its last', () => {
  const write = (word: string, last: boolean, then?: (tx: Parameters<typeof prepared>[0]) => Promise<unknown>) =>
    writeAs(database, user, async (tx) => {
      if (last) commitWithLast(tx)
      const rows = await preparedLast(tx, keep.name, keep.text, [word])
      await then?.(tx)
      return rows
    })

  test('is committed with it', async () => {
    let seen: string[] = []
    expect(
      await write('e', true, async () => {
        seen = await kept()
      }),
    ).toEqual([{ word: 'e' }])
    expect(seen).toEqual(['e'])
  })

  test('is committed at the end when nobody promised that it is the last', async () => {
    let seen = ['?']
    await write('f', false, async () => {
      seen = await kept()
    })
    expect([seen, await kept()]).toEqual([[], ['f']])
  })

  test('stays open when a wrapper has work of its own behind it', async () => {
    const work = writeAs(database, user, async (tx) => {
      holdOpen(tx)
      commitWithLast(tx)
      await preparedLast(tx, keep.name, keep.text, ['g'])
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(await kept()).toEqual([])
  })

  test('may send nothing more', async () => {
    const after = write('h', true, (tx) => prepared(tx, 'one', 'select actor() as who', []))
    await expect(after).rejects.toThrow('has been committed')
  })

  test('is undone whole when the last statement fails', async () => {
    await database.owner.query(`insert into kept values ('i')`)
    const twice = writeAs(database, user, async (tx) => {
      commitWithLast(tx)
      await prepared(tx, keep.name, keep.text, ['j'])
      await preparedLast(tx, keep.name, keep.text, ['i'])
    })
    await expect(twice).rejects.toMatchObject({ code: '23505' })
    expect(await kept()).toEqual(['i'])
  })

  test('is undone whole when a deferred check refuses the commit', async () => {
    await database.owner.query(
      'create table later (id uuid references users deferrable initially deferred); grant all on later to quayside_app',
    )
    const stranger = writeAs(database, user, async (tx) => {
      commitWithLast(tx)
      await prepared(tx, keep.name, keep.text, ['k'])
      await preparedLast(tx, 'later', 'insert into later values ($1)', [newId()])
    })
    await expect(stranger).rejects.toMatchObject({ code: '23503' })
    expect(await kept()).toEqual([])
    expect(await readAs(database, user, (db) => prepared(db, 'one', 'select actor() as who', []))).toEqual([
      { who: user },
    ])
  })
})

test.each([
  ['2026-11-22 06:34:48.123456+00', '2026-11-22T06:34:48.123Z'],
  ['2026-11-22 06:34:48+00', '2026-11-22T06:34:48.000Z'],
  ['1969-12-31 23:59:59.999+00', '1969-12-31T23:59:59.999Z'],
  ['0001-01-01 00:00:00+00', '0001-01-01T00:00:00.000Z'],
  ['10000-01-01 00:00:00+00', '+010000-01-01T00:00:00.000Z'],
  ['0044-03-15 12:00:00+00 BC', '-000043-03-15T12:00:00.000Z'],
  ['2026-11-22 14:34:48.5+08', '2026-11-22T06:34:48.500Z'],
])('the instant %s is read as %s', (text, instant) => {
  const read: (text: string) => Date = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text')
  expect(read(text).toISOString()).toBe(instant)
})
