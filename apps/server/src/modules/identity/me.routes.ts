import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { readAsOwner } from '../../platform/database.ts'
import { serve } from '../../platform/http/serve.ts'
import { notFound } from '../../platform/refusal.ts'
import { changeMyself } from './change-myself.ts'
import { demoSignIns } from './demo-users.ts'
import { myRoles, myTeams, myUser } from './me.queries.ts'
import type { Identity } from './open-identity.ts'
import { publicCompany } from './settings/company.queries.ts'
import { originOf } from './sign-in/mount-sign-in.ts'

export function meRoutes(app: FastifyInstance, identity: Identity): void {
  const features: contract.Features = {
    passkeys: true,
    oidc: identity.oidc.map(({ providerId, label }) => ({ providerId, label })),
  }

  serve(app, contract.readFrontDoor, () =>
    readAsOwner(identity.database, async (db) => ({
      company: await publicCompany(db),
      demoSignIns: await demoSignIns(db),
      features,
      firstAdministratorMissing: !(await db.selectFrom('users').select('id').limit(1).executeTakeFirst()),
    })),
  )

  serve(app, contract.readMe, async ({ read, user, request, reply }) => {
    // The page has just been opened: a good moment to lengthen the session and its cookie.
    const auth = identity.authFor(originOf(request, identity))
    const cookie = request.headers.cookie ?? ''
    const { headers } = await auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true })
    for (const renewed of headers?.getSetCookie() ?? []) reply.header('set-cookie', renewed)
    return read(async (db) => {
      const me = await myUser(db, user.id)
      if (!me) throw notFound('user')
      const company = await publicCompany(db)
      return {
        user: me,
        roles: await myRoles(db, user.id),
        teams: await myTeams(db, user.id),
        rights: user.rights,
        company,
        demoSignIns: company.isDemo ? await demoSignIns(db) : [],
        features,
      }
    })
  })

  serve(app, contract.changeMe, ({ write, body, now }) =>
    identity.changing(write((tx, user) => changeMyself(tx, user, body, now))),
  )
}
