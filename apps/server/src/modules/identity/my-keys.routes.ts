import * as contract from '@quayside/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readAsOwner, writeAsOwner } from '../../platform/database.ts'
import { serve } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { listHeldKeys } from './held-keys.queries.ts'
import { createApiKey, deleteApiKey, endOtherSessions, endSession, listApiKeys, listSessions } from './my-keys.ts'
import type { Identity } from './open-identity.ts'
import { withdrawKey } from './withdraw-key.ts'

export function myKeyRoutes(app: FastifyInstance, identity: Identity): void {
  const { database, changing } = identity

  serve(app, contract.listMySessions, async ({ user, request, now }) => {
    const current = await ownSession(identity, request)
    return readAsOwner(database, (db) => listSessions(db, user.id, current, now))
  })
  serve(app, contract.endMySession, ({ user, params, now }) =>
    changing(writeAsOwner(database, (tx) => endSession(tx, user.id, params.id, now))),
  )
  serve(app, contract.endMyOtherSessions, async ({ user, request, now }) => {
    const current = await ownSession(identity, request)
    return changing(writeAsOwner(database, (tx) => endOtherSessions(tx, user.id, current, now)))
  })
  serve(app, contract.listMyApiKeys, ({ user }) => readAsOwner(database, (db) => listApiKeys(db, user.id)))
  serve(app, contract.createApiKey, ({ user, body, now }) =>
    writeAsOwner(database, (tx) => createApiKey(tx, user.id, body, now)),
  )
  serve(app, contract.deleteApiKey, ({ user, params, now }) =>
    changing(writeAsOwner(database, (tx) => deleteApiKey(tx, user.id, params.id, now))),
  )
}

/** Everybody's keys, for administrators. */
export function heldKeyRoutes(app: FastifyInstance, { database, changing }: Identity): void {
  serve(app, contract.listApiKeys, ({ user, query, now }) =>
    readAsOwner(database, (db) => listHeldKeys(db, user, query, now)),
  )
  serve(app, contract.withdrawApiKey, ({ user, params, now }) =>
    changing(writeAsOwner(database, (tx) => withdrawKey(tx, user, params.id, now))),
  )
}

/** The session that asks; a key never gets here, since it must not make keys wider than itself, nor sign people out. */
const ownSession = async (identity: Identity, request: FastifyRequest): Promise<Id | null> =>
  (await identity.caller(request))?.sessionId ?? null
