import type { FastifyInstance } from 'fastify'
import { serveAccounts } from './accounts.routes.ts'
import { serveLists } from './lists/lists.routes.ts'
import { servePeople } from './people/people.routes.ts'

export { deriveAccount } from './derive-account.ts'

/** The customer database: accounts, their people and places, lists, search, the timeline. */
export function registerAccounts(app: FastifyInstance): void {
  serveAccounts(app)
  serveLists(app)
  servePeople(app)
}
