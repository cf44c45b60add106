import { createHmac } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import type { TestApp } from '../../../../test/harness.ts'
import { type Database, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { hashed, setPassword } from './passwords.ts'

export const strongPassword = 'grapnel-oolong-47-lantern'

/** The cookies a reply sets, as a browser would send them back. */
export function cookieFrom(reply: Pick<LightMyRequestResponse, 'headers'>): string {
  const set = reply.headers['set-cookie']
  const cookies = (Array.isArray(set) ? set : set === undefined ? [] : [set]).filter(
    (cookie) => !/max-age=0/i.test(cookie),
  )
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ')
}

/** Hashed once: a hash is slow on purpose. */
let strongHash: Promise<string> | undefined

export async function givePassword(database: Database, userId: Id): Promise<void> {
  strongHash ??= hashed(strongPassword)
  const passwordHash = await strongHash
  await writeAsOwner(database, (tx) => setPassword(tx, userId, passwordHash, new Date()))
}

/** `POST /api/auth…` as a page of ours would send it. */
export const authPost = (app: TestApp, path: string, payload: object = {}, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `/api/auth${path}`,
    payload,
    headers: { host: 'localhost', origin: 'http://localhost', ...headers },
  })

export const signIn = (app: TestApp, email: string, password = strongPassword, headers: Record<string, string> = {}) =>
  authPost(app, '/sign-in/email', { email, password }, headers)

/** The time-based code (RFC 6238, 30 s, 6 digits) for the secret of an `otpauth:` address. */
export function codeFor(totpUri: string, at: Date): string {
  const secret = base32(new URL(totpUri).searchParams.get('secret') ?? '')
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

function base32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
