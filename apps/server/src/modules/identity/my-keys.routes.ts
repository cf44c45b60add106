import * as contract from '@quayside/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readAsOwner, writeAsOwner } from '../../platform/database.ts'
import { serve } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { forbidden } from '../../platform/refusal.ts'
import { createApiKey, deleteApiKey, endOtherSessions, endSession, listApiKeys, listSessions } from './my-keys.ts'
import type { Identity } from './open-identity.ts'

export function myKeyRoutes(app: FastifyInstance, identity: Identity): void {
  const { database, changing } = identity

  serve(app, contract.listMySessions, async ({ user, request, now }) => {
    const current = await ownSession(identity, request)
    return readAsOwner(database, (db) => listSessions(db, user.id, current, now))
  })
  serve(app, contract.endMySession, async ({ user, params, request, now }) => {
    await ownSession(identity, request)
    return changing(writeAsOwner(database, (tx) => endSession(tx, user.id, params.id, now)))
  })
  serve(app, contract.endMyOtherSessions, async ({ user, request, now }) => {
    const current = await ownSession(identity, request)
    return changing(writeAsOwner(database, (tx) => endOtherSessions(tx, user.id, current, now)))
  })
  serve(app, contract.listMyApiKeys, async ({ user, request }) => {
    await ownSession(identity, request)
    return readAsOwner(database, (db) => listApiKeys(db, user.id))
  })
  serve(
    app,
    contract.createApiKey,
    async ({ user, body, request, now }) => {
      await ownSession(identity, request)
      return writeAsOwner(database, (tx) => createApiKey(tx, user.id, body, now))
    },
    { secretReply: true },
  )
  serve(app, contract.deleteApiKey, async ({ user, params, request, now }) => {
    await ownSession(identity, request)
    return changing(writeAsOwner(database, (tx) => deleteApiKey(tx, user.id, params.id, now)))
  })
}

/** A key must not make keys wider than itself, nor sign people out: here only a person in a session may ask. */
export async function ownSession(identity: Identity, request: FastifyRequest): Promise<Id | null> {
  const caller = await identity.caller(request)
  if (caller && !caller.sessionId) throw forbidden('An API key may not do this. Sign in.')
  return caller?.sessionId ?? null
}
