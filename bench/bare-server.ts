import { searchPlan, telephoneDigits } from '@quayside/searchkeys'
import Fastify from 'fastify'
import { findAccount, findWritingContext } from '../apps/server/src/modules/accounts/accounts.queries.ts'
import { find360 } from '../apps/server/src/modules/accounts/customer-360.queries.ts'
import { walkOf } from '../apps/server/src/modules/accounts/lists/account-sorts.ts'
import { filterCondition, onlyStates } from '../apps/server/src/modules/accounts/lists/filter-accounts.ts'
import { findPage, type PageWanted } from '../apps/server/src/modules/accounts/lists/list-accounts.queries.ts'
import { rarestFirst } from '../apps/server/src/modules/accounts/search/rarest-first.ts'
import {
  findByDigits,
  findCandidates,
  findParticulars,
} from '../apps/server/src/modules/accounts/search/search-accounts.queries.ts'
import { asUser, type UserWithRights, userWithRights } from '../apps/server/src/modules/identity/sign-in/load-user.ts'
import { commitWithLast, openDatabase, readAs, writeAs } from '../apps/server/src/platform/database.ts'
import { insertBare } from './bare-create.ts'
import { chosenStates } from './roads.ts'

/**
 * The comparator: a bare Fastify over the same pool, running the same statements as the same database role, and nothing else:
 * no session, no contract, no masking, no ranking, no checks. Started as a process of its own with the connections in its environment.
 */
const { OWNER = '{}', APP = '{}', ACTOR = '' } = process.env
const database = openDatabase({ ownerUrl: JSON.parse(OWNER), appUrl: JSON.parse(APP) })
const { rows } = await database.owner.query<UserWithRights>(`select ${userWithRights} from users u where u.id = $1`, [
  ACTOR,
])
const user = asUser(rows[0] as UserWithRights)
const app = Fastify()

app.get<{ Params: { id: string } }>('/read/:id', ({ params }) =>
  readAs(database, ACTOR, (db) => findAccount(db, params.id)),
)
app.get<{ Params: { id: string } }>('/360/:id', ({ params }) => readAs(database, ACTOR, (db) => find360(db, params.id)))

const page = { walk: walkOf('name', user.rights), limit: 51, after: null, user }
app.get('/list', () => readAs(database, ACTOR, (db) => findPage(db, { ...page, condition: null })))
const values: unknown[] = []
const text = filterCondition(
  chosenStates,
  { custom: [], rights: user.rights, userId: user.id, teamIds: user.teamIds },
  (value) => `$${values.push(value)}`,
)
const condition: PageWanted['condition'] = { text, values, states: onlyStates(chosenStates) }
app.get('/filtered', () => readAs(database, ACTOR, (db) => findPage(db, { ...page, condition })))

app.get<{ Querystring: { q: string } }>('/digits', ({ query }) =>
  readAs(database, ACTOR, (db) => findByDigits(db, telephoneDigits(query.q), 16)),
)
app.get<{ Querystring: { q: string } }>('/search', ({ query }) =>
  readAs(database, ACTOR, async (db) => {
    const { prefixes, groups } = searchPlan(query.q)
    const { rows: found } = await findCandidates(db, { prefixes, ...(await rarestFirst(db, groups)) }, 48)
    const shown = found.slice(0, 10).map((row) => row.id)
    return { found, particulars: await findParticulars(db, shown) }
  }),
)

app.post<{ Body: { name: string; phone: string } }>('/create', ({ body }) =>
  writeAs(database, ACTOR, async (tx) => {
    commitWithLast(tx)
    const { number } = await findWritingContext(tx, { ownerId: ACTOR, teamId: user.teamIds[0] }, true)
    return insertBare(tx, { ...body, ownerId: ACTOR, number: number ?? 0 })
  }),
)

const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${address}\n`)
