import { createHash, createHmac, randomBytes } from 'node:crypto'

/** A key for one purpose, so that a leak of one tells nothing of the others. */
export const keyFor = (secret: string, purpose: string): string =>
  createHmac('sha256', secret).update(purpose).digest('base64url')

/** What stands in the database in place of a secret of ≥ 128 random bits; such need no slow hash. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** 192 random bits, safe in an address. */
export const newToken = (): string => randomBytes(24).toString('base64url')
