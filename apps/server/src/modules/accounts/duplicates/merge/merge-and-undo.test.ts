import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { aUser, type TestDatabase, testDatabase } from '../../../../../test/harness.ts'
import { connectionOf, type Tx, writeAsOwner } from '../../../../platform/database.ts'
import type { User } from '../../../../platform/http/serve.ts'
import { findAccount } from '../../accounts.queries.ts'
import { mergeAccounts } from './merge-accounts.ts'
import { type Built, build, dump, dumpedTables, type World, worlds } from './merge-world-for-tests.ts'
import { undoMerge } from './undo-merge.ts'

let database: TestDatabase
let chief: User
const now = new Date('2026-03-01T08:00:00Z')
const later = new Date('2026-03-02T08:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database, { name: 'Chief' })
  await database.owner.query(`
    insert into custom_fields (id, subject, key, label_zh, label_en, kind, choices)
    values (gen_random_uuid(), 'account', 'fleet', '车队', 'Fleet', 'number', '[]'),
           (gen_random_uuid(), 'account', 'lanes', '线路', 'Lanes', 'choices', '[]')`)
})

class Undone extends Error {}

/** In a transaction that leaves nothing behind; the actor is set, the row policies are tested elsewhere. */
async function inWorld(world: World, work: (tx: Tx, built: Built) => Promise<void>): Promise<void> {
  const run = writeAsOwner(database, async (tx) => {
    await connectionOf(tx).query(`select set_config('quayside.actor', $1, true)`, [chief.id])
    await work(tx, await build(tx, world, chief.id, now))
    throw new Undone()
  })
  await run.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error
  })
}

async function merge(tx: Tx, winnerId: string, loserId: string, choices: World['choices'] = {}) {
  const version = async (id: string) => (await findAccount(tx, id))?.version ?? 0
  const versions = { winnerVersion: await version(winnerId), loserVersion: await version(loserId) }
  return mergeAccounts(tx, chief, { winnerId, loserId, ...versions, choices }, now)
}

const runs = 40

test('a merge undone leaves every row of every table exactly as it was', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(worlds, (world) =>
      inWorld(world, async (tx, { winner, loser }) => {
        const before = await dump(tx)
        const { id } = await merge(tx, winner, loser, world.choices)
        const undone = await undoMerge(tx, chief, id, later)
        expect(undone).toMatchObject({ exact: true, changedSince: 0, gone: 0 })
        expect(await dump(tx)).toEqual(before)
      }),
    ),
    { numRuns: runs },
  )
})

test('two merges in a row undone in reverse leave everything as it was', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(worlds, (world) =>
      inWorld(world, async (tx, { winner, loser, others }) => {
        const before = await dump(tx)
        const first = await merge(tx, winner, loser, world.choices)
        const between = await dump(tx)
        const second = await merge(tx, others[0], winner, world.choices)
        await expect(undoMerge(tx, chief, first.id, later)).rejects.toMatchObject({
          status: 409,
          code: 'laterMergeStands',
        })
        await undoMerge(tx, chief, second.id, later)
        expect(await dump(tx)).toEqual(between)
        await undoMerge(tx, chief, first.id, later)
        expect(await dump(tx)).toEqual(before)
      }),
    ),
    { numRuns: runs / 2 },
  )
})

test('after a merge nothing but known doubles is left at the loser, and no sum is lost', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(worlds, (world) =>
      inWorld(world, async (tx, { winner, loser }) => {
        const sums = `select coalesce(sum(lines), 0)::int as lines, coalesce(sum(amount_e4), 0)::int as amount, coalesce(sum(orders), 0)::int as orders from account_figures`
        const before = (await connectionOf(tx).query(sums)).rows
        await merge(tx, winner, loser, world.choices)
        expect((await connectionOf(tx).query(sums)).rows).toEqual(before)
        for (const table of [
          'interactions',
          'attachments',
          'follow_ups',
          'notifications',
          'recent_accounts',
          'orders',
          'order_lines',
        ]) {
          const left = await connectionOf(tx).query(`select count(*)::int as n from ${table} where account_id = $1`, [
            loser,
          ])
          expect([table, left.rows[0]?.n]).toEqual([table, 0])
        }
        const lost = await connectionOf(tx).query(
          'select count(*)::int as n from accounts where parent_id = $1 and deleted_at is null',
          [loser],
        )
        expect(lost.rows[0]?.n).toBe(0)
      }),
    ),
    { numRuns: runs / 2 },
  )
})

test(
  'terms of service follow the loser, unless the winner has his own, and come back with what was changed in them',
  {
    timeout: 120_000,
  },
  () =>
    fc.assert(
      fc.asyncProperty(worlds, (world) =>
        inWorld(world, async (tx, { winner, loser }) => {
          const graceOf = async (id: string) =>
            (await connectionOf(tx).query('select grace_days from service_definitions where account_id = $1', [id]))
              .rows[0]?.grace_days
          const [ofWinner, ofLoser] = [await graceOf(winner), await graceOf(loser)]
          const { id } = await merge(tx, winner, loser, world.choices)
          expect(await graceOf(winner)).toBe(ofWinner ?? ofLoser)
          const mayHaveMoved = ofWinner === undefined && ofLoser !== undefined
          if (mayHaveMoved)
            await connectionOf(tx).query('update service_definitions set grace_days = 9 where account_id = $1', [
              winner,
            ])
          await undoMerge(tx, chief, id, later)
          expect([await graceOf(winner), await graceOf(loser)]).toEqual([ofWinner, mayHaveMoved ? 9 : ofLoser])
        }),
      ),
      { numRuns: runs / 2 },
    ),
)

test('every table that refers to accounts or contacts is known to merging', async () => {
  const { rows } = await database.owner.query<{ name: string }>(`
    select distinct c.conrelid::regclass::text as name from pg_constraint c
    where c.contype = 'f' and c.confrelid in ('accounts'::regclass, 'contacts'::regclass) order by 1`)
  // A bulk change is taken back on the account it changed, wherever that went; history is of the account it tells of; advice is
  // given anew; tariffs follow by triggers of their own, which the tests of pricing hold.
  const own = ['account_merges', 'bulk_change_rows', 'account_history', 'next_actions', 'tariffs']
  expect(
    rows.map(({ name }) => name).filter((name) => !own.includes(name) && !dumpedTables.includes(name as never)),
  ).toEqual([])
})
