import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { readAsOwner, writeAsOwner } from '../../platform/database.ts'
import { serve } from '../../platform/http/serve.ts'
import { notFound } from '../../platform/refusal.ts'
import { acceptInvitation, previewInvitation } from './accept-invitation.ts'
import { changeUser } from './change-user.ts'
import { createFirstAdministrator } from './create-first-administrator.ts'
import { deactivateUser, reactivateUser } from './deactivate-user.ts'
import { effectiveRights } from './effective-rights.ts'
import { inviteUser, issueInvitation, renewInvitation } from './invite-user.ts'
import { endUserSessions, resetTwoFactor, unlockUser } from './let-user-in-again.ts'
import type { Identity } from './open-identity.ts'
import { judgePassword } from './sign-in/judge-password.ts'
import { originOf } from './sign-in/mount-sign-in.ts'
import { findUser, listColleagues, listUsers } from './users.queries.ts'

export function userRoutes(app: FastifyInstance, identity: Identity): void {
  const { database, changing } = identity

  serve(app, contract.listColleagues, ({ read }) => read(listColleagues))
  serve(app, contract.listUsers, ({ read, query, now }) => read((db, user) => listUsers(db, user, query, now)))
  serve(app, contract.readUser, ({ read, params, now }) =>
    read(async (db, user) => {
      const found = await findUser(db, user, params.id, now)
      if (!found) throw notFound('user')
      return found
    }),
  )
  serve(app, contract.readEffectiveRights, ({ read, params, now }) =>
    read(async (db, user) => {
      if (!(await findUser(db, user, params.id, now))) throw notFound('user')
      return effectiveRights(db, params.id)
    }),
  )
  serve(app, contract.inviteUser, async ({ write, body, request, now }) => {
    const user = await write((tx, actor) => inviteUser(tx, actor, body, now))
    const origin = originOf(request, identity)
    return { user, invitation: await writeAsOwner(database, (tx) => issueInvitation(tx, user.id, origin, now)) }
  })
  serve(app, contract.changeUser, ({ write, params, version, body, now }) =>
    changing(write((tx, actor) => changeUser(tx, actor, params.id, version, body, now))),
  )
  serve(app, contract.renewInvitation, ({ user, params, request, now }) =>
    writeAsOwner(database, (tx) => renewInvitation(tx, user, params.id, originOf(request, identity), now)),
  )
  serve(app, contract.deactivateUser, ({ write, params, now }) =>
    changing(write((tx, actor) => deactivateUser(tx, actor, params.id, now))),
  )
  serve(app, contract.reactivateUser, ({ write, params, now }) =>
    changing(write((tx, actor) => reactivateUser(tx, actor, params.id, now))),
  )
  serve(app, contract.unlockUser, ({ user, params, now }) =>
    changing(writeAsOwner(database, (tx) => unlockUser(tx, user, params.id, now))),
  )
  serve(app, contract.resetTwoFactor, ({ user, params, now }) =>
    changing(writeAsOwner(database, (tx) => resetTwoFactor(tx, user, params.id, now))),
  )
  serve(app, contract.endUserSessions, ({ user, params, now }) =>
    changing(writeAsOwner(database, (tx) => endUserSessions(tx, user, params.id, now))),
  )
}

/** For those who hold a one-time link and nothing else; hence few tries a minute. */
export function linkRoutes(app: FastifyInstance, { database, changing }: Identity): void {
  const secret = { perMinute: 20 }
  serve(
    app,
    contract.previewInvitation,
    ({ body, now }) =>
      readAsOwner(database, async (db) => {
        const { name, email, expiresAt } = await previewInvitation(db, body.token, now)
        return { name, email, expiresAt: expiresAt.toISOString() }
      }),
    secret,
  )
  serve(
    app,
    contract.acceptInvitation,
    ({ body, now }) => changing(acceptInvitation(database, body.token, body.password, now)),
    secret,
  )
  serve(
    app,
    contract.createFirstAdministrator,
    ({ body, now }) => createFirstAdministrator(database, body, now),
    secret,
  )
  serve(app, contract.judgePassword, ({ body }) => judgePassword(body.password, body), { perMinute: 120 })
}
