import type { FastifyRequest } from 'fastify'
import { writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { Identity } from '../open-identity.ts'
import { refuseWeakPassword } from './judge-password.ts'
import {
  accountRule,
  accountSubject,
  addressRule,
  addressSubject,
  clearAttempts,
  countAttempt,
  giveBackAttempt,
  lockAfterLast,
} from './lock-out.ts'
import { openedSession } from './session-cookie.ts'

/** One request on its way through better-auth. */
export interface Passage {
  path: string
  request: FastifyRequest
  now: Date
  /** What to do when better-auth refuses. */
  failed?: () => Promise<void>
}

const textIn = (request: FastifyRequest, field: string): string => {
  const value = (request.body as Record<string, unknown> | null | undefined)?.[field]
  return typeof value === 'string' ? value : ''
}

export async function beforeRequest(identity: Identity, passage: Passage): Promise<void> {
  switch (passage.path) {
    case '/sign-in/email':
      return countSignIn(identity, passage)
    case '/two-factor/verify-totp':
    case '/two-factor/verify-backup-code':
    case '/passkey/verify-authentication':
      await countAttempt(identity.database.owner, addressSubject(passage.request.ip), addressRule, passage.now)
      return
    case '/change-password':
      return judgeNewPassword(identity, passage)
  }
}

async function countSignIn(identity: Identity, passage: Passage): Promise<void> {
  const { owner } = identity.database
  const email = textIn(passage.request, 'email')
  const address = addressSubject(passage.request.ip)
  await countAttempt(owner, address, addressRule, passage.now)
  const { last } = await countAttempt(owner, accountSubject(email), accountRule, passage.now)
  if (last) passage.failed = () => lockAccount(identity, email, passage.now)
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

async function judgeNewPassword(identity: Identity, { request }: Passage): Promise<void> {
  const caller = await identity.caller(request)
  if (caller) refuseWeakPassword(textIn(request, 'newPassword'), caller.user)
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
  if (waysIn.test(passage.path)) return afterWayIn(identity, passage, answer)
  const kind = deeds[passage.path]
  const caller = kind ? await identity.caller(passage.request) : null
  if (kind && caller) await record(identity, kind, caller.user.id, passage.now)
}

async function afterWayIn(identity: Identity, { path, request, now }: Passage, answer: Response): Promise<void> {
  const { owner } = identity.database
  if (path !== '/sign-in/email' && !path.startsWith('/callback/'))
    await giveBackAttempt(owner, addressSubject(request.ip))
  if (path === '/sign-in/email') {
    const email = textIn(request, 'email')
    await giveBackAttempt(owner, addressSubject(request.ip))
    await clearAttempts(owner, accountSubject(email))
    await owner.query(
      'update users set failed_sign_ins = 0, locked_until = null where email = $1 and failed_sign_ins + coalesce(extract(epoch from locked_until), 0) > 0',
      [email.trim().toLowerCase()],
    )
  }
  const before = await identity.callerOf(request.headers.cookie)
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
