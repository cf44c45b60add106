import { type Action, type Module, type Scope, Scope as Scopes } from '@quayside/contract'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aUser, type TestDatabase, testDatabase } from '../../../../test/harness.ts'
import { type Tx, writeAsOwner } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { attempt as attemptIn, count, remove, touch } from './attempt-for-tests.ts'
import { aCustomerBase, type CustomerBase, hangingRow, hangingTables } from './customer-base-for-tests.ts'

let database: TestDatabase
let base: CustomerBase

beforeAll(async () => {
  database = await testDatabase({ connections: 4 })
  base = await aCustomerBase(database)
})

const attempt = (userId: Id | null, statement: (tx: Tx) => Promise<number>) => attemptIn(database, userId, statement)

const whoHolds = (module: Module, action: Action, scope: Scope, readAccounts: Scope = 'all') =>
  aUser(database, {
    teams: [base.team],
    rights: {
      modules: {
        accounts: { read: readAccounts },
        [module]: { ...(module === 'accounts' ? { read: readAccounts } : {}), [action]: scope },
      },
    },
  })

/** Of the three customers one is the user's own, one his team's, one a stranger's. */
const reach: Record<Scope, number> = { none: 0, own: 1, team: 2, all: 3 }

async function give(user: User): Promise<void> {
  await writeAsOwner(database, (tx) =>
    tx.updateTable('accounts').set({ owner_id: user.id }).where('id', '=', base.own).execute(),
  )
}

describe.each(Scopes.options)('with scope %s', (scope) => {
  test('accounts are read as far as it reaches', async () => {
    const user = await whoHolds('accounts', 'read', scope, scope)
    await give(user)
    expect(await attempt(user.id, count('accounts'))).toBe(reach[scope])
  })

  test('accounts are changed as far as it reaches', async () => {
    const user = await whoHolds('accounts', 'change', scope)
    await give(user)
    expect(await attempt(user.id, touch('accounts', 'note'))).toBe(reach[scope])
  })

  test('accounts are deleted as far as it reaches', async () => {
    const user = await whoHolds('accounts', 'delete', scope)
    await give(user)
    // Accounts with orders cannot be deleted by anybody: three without any take their place.
    const bare = await writeAsOwner(database, async (tx) => [
      await anAccount(tx, { owner_id: user.id }),
      await anAccount(tx, { team_id: base.team }),
      await anAccount(tx, { owner_id: base.stranger }),
    ])
    const ids = bare.map((account) => account.id)
    const statement = async (tx: Tx) =>
      Number((await tx.deleteFrom('accounts').where('id', 'in', ids).executeTakeFirst()).numDeletedRows)
    expect(await attempt(user.id, statement)).toBe(reach[scope])
    await writeAsOwner(database, (tx) => tx.deleteFrom('accounts').where('id', 'in', ids).execute())
  })

  test.each(['own', 'team', 'stranger'] as const)('an account for %s is created only if it reaches', async (whose) => {
    const user = await whoHolds('accounts', 'create', scope)
    const owner_id = whose === 'own' ? user.id : whose === 'team' ? null : base.stranger
    const team_id = whose === 'team' ? base.team : null
    const allowed =
      scope === 'all' || (whose !== 'stranger' && scope === 'team') || (whose === 'own' && scope === 'own')
    const id = newId()
    const created = await attempt(user.id, async (tx) => {
      await tx
        .insertInto('accounts')
        .values({ id, number: id, kind: 'enterprise', name: 'x', sort_key: 'x', owner_id, team_id })
        .execute()
      return 1
    })
    expect(created).toBe(allowed ? 1 : 'refused')
  })

  test.each(hangingTables)(
    '$table: read, insert, update and delete reach no further than the right',
    async (hanging) => {
      const { table, module, column, author } = hanging
      const reader = await whoHolds(module, 'read', scope, module === 'accounts' ? scope : 'all')
      await give(reader)
      expect(await attempt(reader.id, count(table)), 'read').toBe(reach[scope])

      const writer = await whoHolds(module, hanging.insertedBy ?? 'create', scope)
      await writeAsOwner(database, (tx) =>
        tx.updateTable('accounts').set({ owner_id: writer.id }).where('id', '=', base.own).execute(),
      )
      for (const [at, account] of [base.own, base.teams, base.strangers].entries()) {
        const inserted = await attempt(writer.id, (tx) => hangingRow(tx, table, account, writer.id).then(() => 1))
        expect(inserted, `insert ${at}`).toBe(at < reach[scope] ? 1 : 'refused')
      }

      for (const action of ['change', 'delete'] as const) {
        const user = await aUser(database, {
          teams: [base.team],
          rights: {
            modules: {
              accounts: { read: 'all' },
              [module]: {
                ...(module === 'accounts' ? { read: 'all' } : { read: 'all' }),
                [hanging.deletedBy && action === 'delete' ? hanging.deletedBy : action]: scope,
              },
            },
          },
        })
        await give(user)
        if (author)
          await writeAsOwner(database, (tx) =>
            sql`update ${sql.table(table)} set ${sql.ref(author)} = ${user.id} where account_id = ${base.own}`.execute(
              tx,
            ),
          )
        const statement = action === 'change' ? touch(table, column) : remove(table)
        expect(await attempt(user.id, statement), action).toBe(reach[scope])
      }
    },
  )
})

describe('rows that hang on an invisible account', () => {
  test.each(hangingTables)('$table are not seen even with every right to the module', async ({ table, module }) => {
    const user = await aUser(database, {
      rights: {
        modules: {
          [module]: 'all',
          accounts: { read: 'own', change: 'all', create: 'all' },
        },
      },
    })
    expect(await attempt(user.id, count(table))).toBe(0)
    expect(await attempt(user.id, (tx) => hangingRow(tx, table, base.strangers, user.id).then(() => 1))).toBe('refused')
  })

  test('nor are their events, unless one administers', async () => {
    const seller = await aUser(database, { roles: ['salesRepresentative'] })
    const administrator = await aUser(database, { roles: ['administrator'] })
    const agent = await aUser(database, { roles: ['callCentreAgent'] })
    const seen = (user: User) => attempt(user.id, count('events'))
    expect(await seen(seller)).toBe(0)
    expect(await seen(agent)).toBe(3)
    expect(await seen(administrator)).toBe(4)
  })
})
