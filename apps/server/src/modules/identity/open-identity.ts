import { betterAuth } from 'better-auth'
import type { FastifyRequest } from 'fastify'
import { type Database, writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { admitNewcomer } from './sign-in/admit-newcomer.ts'
import { betterAuthOptions } from './sign-in/better-auth-options.ts'
import { hearChanges } from './sign-in/hear-changes.ts'
import type { OidcProvider } from './sign-in/oidc.ts'
import { keyFor } from './sign-in/secrets.ts'
import { hourlySweep } from './sign-in/sweep.ts'
import { type Caller, whoAsks } from './sign-in/who-asks.ts'

export interface IdentityOptions {
  database: Database
  /** The installation's secret; cookies and second factors are bound to it. */
  secret: string
  clock(): Date
  /** The one address people use, e.g. `https://crm.example.com`; without it, whatever address a request came to. */
  publicUrl?: string | undefined
  oidc?: readonly OidcProvider[] | undefined
}

type Auth = ReturnType<typeof betterAuth>

export interface Identity {
  database: Database
  clock(): Date
  publicUrl: string | undefined
  oidc: readonly OidcProvider[]
  whoAsks(request: FastifyRequest): Promise<User | null>
  caller(request: FastifyRequest): Promise<Caller | null>
  /** The caller behind a cookie header. */
  callerOf(cookie: string | undefined): Promise<Caller | null>
  authFor(origin: string): Auth
  sweep(now: Date): Promise<void>
  /** Drops what is remembered of callers; to be called after every change of who may what. */
  forget(): void
  /** Hears, on every node, that somebody may have been shut out or signed out. Returns how to stop hearing. */
  onChange(listener: () => void): () => void
  /** Forgets once the work is done, so that the very next request sees the change. */
  changing<T>(work: Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Origins kept ready at once; a stranger who sends invented Host headers costs no more memory than this. */
const originsAtMost = 8

export function openIdentity(options: IdentityOptions): Identity {
  const { database, clock, oidc = [] } = options
  const publicUrl = options.publicUrl ? new URL(options.publicUrl).origin : undefined
  const cookieKey = keyFor(options.secret, 'sign-in')
  const asked = whoAsks(database, cookieKey)
  const auths = new Map<string, Auth>()
  const listeners = new Set<() => void>()
  let deafen: (() => Promise<void>) | undefined

  const forget = () => {
    asked.forget()
    for (const listener of listeners) listener()
  }

  const onNewUser = (userId: string, providerId: string) =>
    writeAsOwner(database, (tx) =>
      admitNewcomer(
        tx,
        userId,
        oidc.find((provider) => provider.providerId === providerId),
        clock(),
      ),
    )

  /** The line to other nodes opens with the first caller: what starts no server needs none. */
  const caller = (request: Pick<FastifyRequest, 'headers'>) => {
    deafen ??= hearChanges(database, forget)
    return asked.caller(request)
  }

  return {
    database,
    clock,
    publicUrl,
    oidc,
    caller,
    callerOf: (cookie) => caller({ headers: { cookie } }),
    whoAsks: async (request) => (await caller(request))?.user ?? null,
    authFor(origin) {
      const known = auths.get(origin)
      if (known) return known
      const made = betterAuth(betterAuthOptions({ database, cookieKey, oidc, onNewUser }, origin)) as Auth
      const oldest = auths.keys().next().value
      if (auths.size >= originsAtMost && oldest !== undefined) auths.delete(oldest)
      auths.set(origin, made)
      return made
    },
    sweep: hourlySweep(database.owner),
    forget,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    changing: (work) => work.finally(forget),
    close: async () => deafen?.(),
  }
}
