import type { FastifyInstance } from 'fastify'
import type { FileStore } from '../../platform/files/index.ts'
import { meRoutes } from './me.routes.ts'
import { heldKeyRoutes, myKeyRoutes } from './my-keys.routes.ts'
import type { Identity } from './open-identity.ts'
import { roleRoutes, teamRoutes } from './roles-and-teams.routes.ts'
import { settingsRoutes, storageRoutes } from './settings/settings.routes.ts'
import { mountSignIn } from './sign-in/mount-sign-in.ts'
import { linkRoutes, userRoutes } from './users.routes.ts'

export { firstAdministratorLink } from './create-first-administrator.ts'
export { type DemoUser, demoPassword, demoUsers } from './demo-users.ts'
export { findActiveUser } from './find-user.ts'
export { type Identity, type IdentityOptions, openIdentity } from './open-identity.ts'
export { asBusinessCalendar } from './settings/holidays.ts'
export { OidcProvider, oidcFromEnvironment } from './sign-in/oidc.ts'

/** Sign-in, users, roles, teams and the company's settings. */
export function registerIdentity(app: FastifyInstance, opened: Identity, files: FileStore): void {
  mountSignIn(app, opened)
  meRoutes(app, opened)
  linkRoutes(app, opened)
  myKeyRoutes(app, opened)
  heldKeyRoutes(app, opened)
  userRoutes(app, opened)
  roleRoutes(app, opened)
  teamRoutes(app, opened)
  settingsRoutes(app)
  storageRoutes(app, files)
  app.addHook('onClose', () => opened.close())
}
