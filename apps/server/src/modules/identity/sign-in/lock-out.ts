import type { Pool } from 'pg'
import { Refusal } from '../../../platform/refusal.ts'
import { hashOf } from './secrets.ts'

/** Attempts until a lock, and how long the first lock lasts; every further lock of the same day lasts twice as long. */
export interface LockRule {
  attempts: number
  firstLockMinutes: number
}
export const accountRule: LockRule = { attempts: 5, firstLockMinutes: 15 }
/** Wider than an account's: a whole office may stand behind one address. */
export const addressRule: LockRule = { attempts: 30, firstLockMinutes: 15 }

const longestLockMinutes = 24 * 60

/** Pure: minutes of the `n`th lock in a row, n from 1. */
export function lockMinutes(n: number, rule: LockRule): number {
  return Math.min(rule.firstLockMinutes * 2 ** (n - 1), longestLockMinutes)
}

export const accountSubject = (email: string) => hashOf(`account:${email.trim().toLowerCase()}`)
/** A password asked for again inside a session. */
export const confirmationSubject = (userId: string) => hashOf(`confirmation:${userId}`)
export const addressSubject = (ip: string) => hashOf(`address:${ip}`)

/**
 * Counts an attempt before it is judged, so that many at once cannot all slip through, and refuses it while locked.
 * Every address is counted whether or not an account has it: the answer does not tell.
 * Returns whether this attempt was the one that, should it fail, locks.
 */
export async function countAttempt(
  owner: Pool,
  subject: string,
  rule: LockRule,
  now: Date,
): Promise<{ last: boolean }> {
  const { rows } = await owner.query<{ attempts: number; locks: number; locked_until: Date | null; refused: boolean }>({
    name: 'count-sign-in-attempt',
    text: `
      insert into auth_failures as f (subject, attempts, last_at) values ($1, 1, $2)
      on conflict (subject) do update set
        attempts = case when f.locked_until > $2 then f.attempts
                        when f.locked_until is not null or f.last_at < $2 - interval '15 minutes' then 1
                        else f.attempts + 1 end,
        locks = case when f.last_at < $2 - interval '1 day' then 0 else f.locks end,
        locked_until = case when f.locked_until > $2 then f.locked_until end,
        last_at = case when f.locked_until > $2 then f.last_at else $2 end
      returning attempts, locks, locked_until, locked_until is not null as refused`,
    values: [subject, now],
  })
  const row = rows[0]
  if (row?.refused && row.locked_until) throw tooManyAttempts(row.locked_until, now)
  if (row && row.attempts > rule.attempts)
    throw tooManyAttempts(await lock(owner, subject, row.locks + 1, rule, now), now)
  return { last: row?.attempts === rule.attempts }
}

/** Locks at the failure that used up the attempts; returns until when. */
export async function lock(owner: Pool, subject: string, nth: number, rule: LockRule, now: Date): Promise<Date> {
  const until = new Date(now.getTime() + lockMinutes(nth, rule) * 60_000)
  await owner.query('update auth_failures set locked_until = $2, locks = $3 where subject = $1', [subject, until, nth])
  return until
}

/** The failure of the last attempt allowed: from here on the subject is locked. */
export async function lockAfterLast(owner: Pool, subject: string, rule: LockRule, now: Date): Promise<Date> {
  const { rows } = await owner.query<{ locks: number }>('select locks from auth_failures where subject = $1', [subject])
  return lock(owner, subject, (rows[0]?.locks ?? 0) + 1, rule, now)
}

/** A success clears the account's count. */
export async function clearAttempts(owner: Pool, subject: string): Promise<void> {
  await owner.query('delete from auth_failures where subject = $1', [subject])
}

/** A success gives the attempt back to the network address, but does not clear others' failures from it. */
export async function giveBackAttempt(owner: Pool, subject: string): Promise<void> {
  await owner.query('update auth_failures set attempts = greatest(attempts - 1, 0) where subject = $1', [subject])
}

function tooManyAttempts(until: Date, now: Date): Refusal {
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000))
  return new Refusal(
    'tooManyAttempts',
    429,
    `Too many failed attempts. Try again in ${Math.ceil(seconds / 60)} minutes, or ask an administrator.`,
    { extra: { retryAfterSeconds: seconds } },
  )
}
