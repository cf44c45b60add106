import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { commitWithLast } from '../../platform/database.ts'
import { serve } from '../../platform/http/serve.ts'
import { notFound } from '../../platform/refusal.ts'
import { findLiveAccount } from './accounts.queries.ts'
import { changeAccount } from './change-account.ts'
import { createAccount } from './create-account.ts'
import { deleteAccount, restoreAccount } from './delete-account.ts'
import { moveAccountState } from './move-account-state.ts'
import type { RecentAccounts } from './my-day/recent-accounts.ts'
import { presentAccount } from './present-account.ts'
import { readCustomer360 } from './read-customer-360.ts'
import { takeBackStateMove } from './take-back-state-move.ts'
import { takeBackVerification } from './take-back-verification.ts'
import { verifyAccount } from './verify-account.ts'

export function serveAccounts(app: FastifyInstance, recent: RecentAccounts): void {
  serve(app, contract.createAccount, ({ write, body, now }) =>
    write((tx, user) => {
      commitWithLast(tx)
      return createAccount(tx, user, body, now)
    }),
  )
  serve(app, contract.readAccount, ({ read, params }) =>
    read(async (db, user) => {
      const account = await findLiveAccount(db, params.id)
      if (!account) throw notFound('account')
      return presentAccount(account, user)
    }),
  )
  serve(app, contract.readCustomer360, async ({ read, params, user, now }) => {
    const customer = await read((db) => readCustomer360(db, user, params.id, now))
    recent.note(user.id, customer.account.id, now)
    return customer
  })
  serve(app, contract.changeAccount, ({ write, params, body, version, now }) =>
    write((tx, user) => changeAccount(tx, user, params.id, version, body, now)),
  )
  serve(app, contract.deleteAccount, ({ write, params, version, now }) =>
    write((tx, user) => deleteAccount(tx, user, params.id, version, now)),
  )
  serve(app, contract.restoreAccount, ({ write, params, now }) =>
    write((tx, user) => restoreAccount(tx, user, params.id, now)),
  )
  serve(app, contract.moveAccountState, ({ write, params, body, version, now }) =>
    write((tx, user) => moveAccountState(tx, user, params.id, version, body.state, body.reason, now)),
  )
  serve(app, contract.takeBackStateMove, ({ write, params, version, now }) =>
    write((tx, user) => takeBackStateMove(tx, user, params.id, version, now)),
  )
  serve(app, contract.verifyAccount, ({ write, params, now }) =>
    write((tx, user) => verifyAccount(tx, user, params.id, now)),
  )
  serve(app, contract.takeBackVerification, ({ write, params, version, now }) =>
    write((tx, user) => takeBackVerification(tx, user, params.id, version, now)),
  )
}
