import type { FastifyRequest } from 'fastify'
import { writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Identity } from '../open-identity.ts'
import { refuseWeakPassword } from './judge-password.ts'
import {
  accountRule,
  accountSubject,
  addressRule,
  addressSubject,
  clearAttempts,
  confirmationSubject,
  countAttempt,
  giveBackAttempt,
  lockAfterLast,
} from './lock-out.ts'
import { openedSession } from './session-cookie.ts'
import type { Caller } from './who-asks.ts'

/** One request on its way through better-auth, with what is to be done when it is refused or granted. */
export interface Passage {
  path: string
  request: FastifyRequest
  now: Date
  /** Who was signed in before: what is asked may end that session. */
  before: Caller | null
  atFailure: (() => Promise<unknown>)[]
  atSuccess: (() => Promise<unknown>)[]
}

const textIn = (request: FastifyRequest, field: string): string => {
  const value = (request.body as Record<string, unknown> | null | undefined)?.[field]
  return typeof value === 'string' ? value : ''
}

export async function beforeRequest(identity: Identity, passage: Passage): Promise<void> {
  refuseForeignTargets(passage.request)
  switch (passage.path) {
    case '/sign-in/email':
      await identity.sweep(passage.now)
      await countFromAddress(identity, passage)
      return countForAccount(identity, passage)
    case '/two-factor/verify-totp':
    case '/two-factor/verify-backup-code':
    case '/passkey/verify-authentication':
      return countFromAddress(identity, passage)
    case '/two-factor/enable':
    case '/two-factor/disable':
    case '/two-factor/generate-backup-codes':
      return countConfirmation(identity, passage)
    case '/sign-in/social':
      return refuseOtherFields(passage.request)
    case '/change-password':
      await judgeNewPassword(passage)
      endOtherSessions(passage.request)
      return countConfirmation(identity, passage)
  }
}

const targets = ['callbackURL', 'redirectTo', 'errorCallbackURL', 'newUserCallbackURL'] as const

/** Sign-in leads to pages of our own alone, named by their path. */
function refuseForeignTargets(request: FastifyRequest): void {
  const asked = {
    ...(request.query as Record<string, unknown>),
    ...(request.body as Record<string, unknown> | undefined),
  }
  for (const name of targets)
    if (asked[name] !== undefined && !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(String(asked[name])))
      throw new Refusal('foreignTarget', 403, `${name} must be a path of this site.`)
}

const socialFields: ReadonlySet<string> = new Set(['provider', ...targets])

/** Leads to the provider's page and nowhere else: a token brought along would pass by the state that binds browser and reply. */
function refuseOtherFields(request: FastifyRequest): void {
  const other = Object.keys((request.body ?? {}) as object).filter((field) => !socialFields.has(field))
  if (other.length > 0) throw new Refusal('invalidRequest', 422, `Not taken here: ${other.join(', ').slice(0, 200)}.`)
}

/** Whoever knew the old password is out, whatever the form says. */
function endOtherSessions(request: FastifyRequest): void {
  if (typeof request.body === 'object' && request.body !== null)
    Object.assign(request.body, { revokeOtherSessions: true })
}

async function countFromAddress(identity: Identity, { request, now, atSuccess }: Passage): Promise<void> {
  const { owner } = identity.database
  const subject = addressSubject(request.ip)
  await countAttempt(owner, subject, addressRule, now)
  atSuccess.push(() => giveBackAttempt(owner, subject))
}

async function countForAccount(identity: Identity, passage: Passage): Promise<void> {
  const { owner } = identity.database
  const email = textIn(passage.request, 'email')
  const subject = accountSubject(email)
  const { last } = await countAttempt(owner, subject, accountRule, passage.now)
  if (last) passage.atFailure.push(() => lockAccount(identity, email, passage.now))
  passage.atSuccess.push(() => clearAttempts(owner, subject))
  passage.atSuccess.push(() => owner.query(forgetLock, [email.trim().toLowerCase()]))
}

const forgetLock = `
  update users set failed_sign_ins = 0, locked_until = null
  where email = $1 and (failed_sign_ins > 0 or locked_until is not null)`

/** Who found a session open must not guess the password behind it either. */
async function countConfirmation(identity: Identity, passage: Passage): Promise<void> {
  const { owner } = identity.database
  if (!passage.before) return
  const subject = confirmationSubject(passage.before.user.id)
  const { last } = await countAttempt(owner, subject, accountRule, passage.now)
  if (last) passage.atFailure.push(() => lockAfterLast(owner, subject, accountRule, passage.now))
  passage.atSuccess.push(() => clearAttempts(owner, subject))
}

/** Written on the user too, so that administrators see it; an address nobody has is locked all the same. */
async function lockAccount(identity: Identity, email: string, now: Date): Promise<void> {
  const until = await lockAfterLast(identity.database.owner, accountSubject(email), accountRule, now)
  await writeAsOwner(identity.database, async (tx) => {
    const user = await tx
      .updateTable('users')
      .set({ locked_until: until, failed_sign_ins: accountRule.attempts })
      .where('email', '=', email.trim().toLowerCase())
      .returning('id')
      .executeTakeFirst()
    if (!user) return
    const subject = { type: 'user', id: user.id }
    await recordEvent(tx, {
      kind: 'user.locked',
      subject,
      actorId: null,
      at: now,
      data: { until: until.toISOString() },
    })
  })
}

async function judgeNewPassword({ request, before }: Passage): Promise<void> {
  if (before) await refuseWeakPassword(textIn(request, 'newPassword'), before.user)
}

/** What a person did to his own ways in, by path of better-auth. */
const deeds: Record<string, string> = {
  '/change-password': 'user.passwordChanged',
  '/two-factor/disable': 'user.twoFactorDisabled',
  '/two-factor/generate-backup-codes': 'user.backupCodesRenewed',
  '/passkey/verify-registration': 'user.passkeyAdded',
  '/passkey/delete-passkey': 'user.passkeyRemoved',
  '/sign-out': 'user.signedOut',
}
const waysIn = /^\/(sign-in\/email|two-factor\/verify-|passkey\/verify-authentication|callback\/)/

export async function afterSuccess(identity: Identity, passage: Passage, answer: Response): Promise<void> {
  for (const then of passage.atSuccess) await then()
  if (waysIn.test(passage.path)) return afterWayIn(identity, passage, answer)
  const kind = deeds[passage.path]
  if (kind && passage.before) await record(identity, kind, passage.before.user.id, passage.now)
}

/** A code shown by somebody already signed in completes the setting-up of his second factor; all else is a sign-in. */
async function afterWayIn(
  identity: Identity,
  { path, request, now, before }: Passage,
  answer: Response,
): Promise<void> {
  const opened = openedSession(answer.headers.getSetCookie())
  const caller = opened ? await identity.callerOf(opened) : null
  if (!caller) return
  if (path.startsWith('/two-factor/') && before) await record(identity, 'user.twoFactorEnabled', caller.user.id, now)
  else await record(identity, 'user.signedIn', caller.user.id, now, { by: path.slice(1), address: request.ip })
}

async function record(identity: Identity, kind: string, userId: string, at: Date, data = {}): Promise<void> {
  await writeAsOwner(identity.database, (tx) =>
    recordEvent(tx, { kind, subject: { type: 'user', id: userId }, actorId: userId, at, data }),
  )
}
