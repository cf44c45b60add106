import Fastify from 'fastify'
import { findAccount } from '../apps/server/src/modules/accounts/accounts.queries.ts'
import { find360 } from '../apps/server/src/modules/accounts/customer-360.queries.ts'
import { openDatabase, readAs } from '../apps/server/src/platform/database.ts'

/**
 * The comparator: a bare Fastify over the same pool, running the same statements as the same database role, and nothing else:
 * no session, no contract, no masking. Started as a process of its own with the connections in its environment.
 */
const { OWNER = '{}', APP = '{}', ACTOR = '' } = process.env
const database = openDatabase({ ownerUrl: JSON.parse(OWNER), appUrl: JSON.parse(APP) })
const app = Fastify()

app.get<{ Params: { id: string } }>('/read/:id', ({ params }) =>
  readAs(database, ACTOR, (db) => findAccount(db, params.id)),
)
app.get<{ Params: { id: string } }>('/360/:id', ({ params }) => readAs(database, ACTOR, (db) => find360(db, params.id)))

const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${address}\n`)
