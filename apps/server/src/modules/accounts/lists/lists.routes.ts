import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import { searchAccounts } from '../search/search-accounts.ts'
import { countByState } from './count-by-state.ts'
import { listAccounts } from './list-accounts.ts'

export function serveLists(app: FastifyInstance): void {
  serve(app, contract.listAccounts, ({ read, query }) => read((db, user) => listAccounts(db, user, query)))
  serve(app, contract.searchAccounts, ({ read, query }) =>
    read((db, user) => searchAccounts(db, user, query.q, query.limit)),
  )
  serve(app, contract.countAccountsByState, ({ read, query }) => read((db, user) => countByState(db, user, query)))
}
