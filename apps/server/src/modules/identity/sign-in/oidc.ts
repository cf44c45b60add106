import { z } from 'zod'
import { StartupProblem } from '../../../platform/embedded/index.ts'

/** An outside identity provider (OpenID Connect), e.g. the company's Keycloak, Entra ID or Authentik. */
export const OidcProvider = z.strictObject({
  providerId: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  label: z.string().min(1).max(60),
  issuer: z.url({ protocol: /^https?$/ }),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  scopes: z.array(z.string()).default(['openid', 'profile', 'email']),
  /** Code of the role a stranger from this provider gets on first sign-in; without it only existing users come in. */
  newUserRole: z.string().optional(),
  /** The provider hands out e-mail addresses itself: believed even where it does not say `email_verified`. */
  trustEmails: z.boolean().default(false),
})
export type OidcProvider = z.infer<typeof OidcProvider>

/**
 * May this address lead to the user who has it here, or make a new one? Anybody may write another's address into his
 * profile at a provider that does not check it. Some providers send the claim as text.
 */
export const vouchesForEmail = (provider: OidcProvider | undefined, claims: Record<string, unknown> | undefined) =>
  provider?.trustEmails === true || claims?.email_verified === true || claims?.email_verified === 'true'

const FromEnvironment = OidcProvider.extend({
  trustEmails: z.preprocess((value) => value || 'false', z.stringbool()),
})

/** Reads `QUAYSIDE_OIDC_*`; none when no issuer is named. @throws {StartupProblem} naming the variables that are missing or wrong */
export function oidcFromEnvironment(env: NodeJS.ProcessEnv): OidcProvider[] {
  if (!env.QUAYSIDE_OIDC_ISSUER) return []
  const read = FromEnvironment.safeParse({
    providerId: env.QUAYSIDE_OIDC_ID ?? 'oidc',
    label: env.QUAYSIDE_OIDC_LABEL ?? 'OpenID Connect',
    issuer: env.QUAYSIDE_OIDC_ISSUER,
    clientId: env.QUAYSIDE_OIDC_CLIENT_ID,
    clientSecret: env.QUAYSIDE_OIDC_CLIENT_SECRET,
    scopes: env.QUAYSIDE_OIDC_SCOPES?.split(/[\s,]+/).filter(Boolean),
    newUserRole: env.QUAYSIDE_OIDC_NEW_USER_ROLE,
    trustEmails: env.QUAYSIDE_OIDC_TRUST_EMAILS,
  })
  if (read.success) return [read.data]
  throw unusableSettings(read.error)
}

function unusableSettings({ issues }: z.ZodError): StartupProblem {
  const faults = issues.map(({ path, message }) => `${variableOf(String(path[0]))}: ${message}`).join('; ')
  return new StartupProblem(
    'couldNotStart',
    { zh: `OIDC 登录的设置有误：${faults}`, en: `The settings of sign-in by OIDC are wrong: ${faults}` },
    {
      zh: '请改正后重新启动；不用 OIDC 登录时，删除 QUAYSIDE_OIDC_ISSUER。说明见 docs/roles/administrator.zh-CN.md。',
      en: 'Correct them and start again, or remove QUAYSIDE_OIDC_ISSUER to do without. See docs/roles/administrator.en.md.',
    },
  )
}

/** `clientId` is QUAYSIDE_OIDC_CLIENT_ID; the id of the provider itself is QUAYSIDE_OIDC_ID. */
const variableOf = (field: string) =>
  `QUAYSIDE_OIDC_${field === 'providerId' ? 'ID' : field.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
