import { passkey } from '@better-auth/passkey'
import { APIError, type BetterAuthOptions } from 'better-auth'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import { Kysely, PostgresDialect } from 'kysely'
import type { Database } from '../../../platform/database.ts'
import { newId } from '../../../platform/ids.ts'
import { type OidcProvider, vouchesForEmail } from './oidc.ts'
import { cookiePrefix } from './session-cookie.ts'

export interface AuthSettings {
  database: Database
  /** Signs cookies and encrypts second factors. */
  cookieKey: string
  oidc: readonly OidcProvider[]
  /** Called after a user from outside came in for the first time. */
  onNewUser(userId: string, providerId: string): Promise<void>
}

/** Set by the mount from the connection, so that a client cannot choose his own. */
export const addressHeader = 'x-quayside-address'
export const sessionDays = 14

const created = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

/** better-auth over our own tables, for one origin. The owner's pool: sign-in happens before there is anybody to act as. */
export function betterAuthOptions(settings: AuthSettings, origin: string): BetterAuthOptions {
  const { database, cookieKey, oidc } = settings
  return {
    appName: 'Quayside 驿客',
    baseURL: origin,
    basePath: '/api/auth',
    secret: cookieKey,
    trustedOrigins: [origin],
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: { errorURL: '/sign-in' },
    database: { db: new Kysely({ dialect: new PostgresDialect({ pool: database.owner }) }), type: 'postgres' },
    advanced: {
      cookiePrefix,
      // Said aloud, because under a test runner better-auth drops both by itself.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      database: { generateId: () => newId(), validateSchema: false },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    // Ours: guards.ts counts what fails, and the mount limits what one address may ask at all.
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    user: {
      modelName: 'users',
      fields: { emailVerified: 'email_verified', ...created },
      validateUserInfo: ({ source }) => {
        // Whoever has come this way before is known by the provider's own id for him, not by an address.
        if (source.method !== 'oauth' || source.action === 'sign-in') return undefined
        const provider = oidc.find(({ providerId }) => providerId === source.oauth?.providerId)
        return vouchesForEmail(provider, source.oauth?.profile) ? undefined : { error: 'email_not_verified' }
      },
    },
    session: {
      modelName: 'auth_sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...created,
      },
      expiresIn: sessionDays * 86_400,
      updateAge: 86_400,
    },
    account: {
      modelName: 'auth_accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...created,
      },
      encryptOAuthTokens: true,
      accountLinking: {
        enabled: true,
        trustedProviders: oidc.filter(({ trustEmails }) => trustEmails).map(({ providerId }) => providerId),
      },
    },
    verification: { modelName: 'auth_verifications', fields: { expiresAt: 'expires_at', ...created } },
    databaseHooks: {
      session: { create: { before: (session) => refuseDeactivated(database, session.userId) } },
      user: {
        create: {
          after: async (user, context) => settings.onNewUser(user.id, String(context?.params?.id ?? 'oidc')),
        },
      },
    },
    plugins: [secondFactor(), passkeys(), ...(oidc.length > 0 ? [outside(oidc)] : [])],
  }
}

const secondFactor = () =>
  twoFactor({
    issuer: 'Quayside 驿客',
    accountLockout: { maxFailedAttempts: 5, durationSeconds: 15 * 60 },
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: {
        modelName: 'auth_two_factors',
        fields: {
          userId: 'user_id',
          backupCodes: 'backup_codes',
          failedVerificationCount: 'failed_verification_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  })

const passkeys = () =>
  passkey({
    rpName: 'Quayside 驿客',
    schema: {
      passkey: {
        modelName: 'auth_passkeys',
        fields: {
          publicKey: 'public_key',
          userId: 'user_id',
          credentialID: 'credential_id',
          deviceType: 'device_type',
          backedUp: 'backed_up',
          createdAt: 'created_at',
        },
      },
    },
  })

const outside = (providers: readonly OidcProvider[]) =>
  genericOAuth({
    config: providers.map((provider) => ({
      providerId: provider.providerId,
      name: provider.label,
      discoveryUrl: `${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      clientId: provider.clientId,
      clientSecret: provider.clientSecret,
      scopes: provider.scopes,
      disableSignUp: provider.newUserRole === undefined,
      pkce: true,
    })),
  })

/** The last gate of every way in: whoever was deactivated gets no session. */
async function refuseDeactivated(database: Database, userId: string): Promise<void> {
  const { rows } = await database.owner.query<{ active: boolean }>('select active from users where id = $1', [userId])
  if (rows[0]?.active) return
  throw new APIError('FORBIDDEN', {
    code: 'ACCOUNT_DEACTIVATED',
    message: 'This user has been deactivated. Ask an administrator.',
  })
}
