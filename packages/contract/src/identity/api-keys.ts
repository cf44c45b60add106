import { z } from 'zod'
import { Module } from '../rights.ts'
import { route } from '../route.ts'
import { ById, Id, Instant } from '../shapes.ts'
import { tag } from './doors.ts'

/** A key acts for its owner with at most his rights, narrowed by `readOnly` and `modules` (null: all his modules). */
export const ApiKeyRow = z.strictObject({
  id: Id,
  name: z.string(),
  /** The first characters, to recognise it by. */
  start: z.string(),
  readOnly: z.boolean(),
  modules: z.array(Module).nullable(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
})
export type ApiKeyRow = z.infer<typeof ApiKeyRow>
export const NewApiKey = z.strictObject({
  name: z.string().trim().min(1).max(80),
  readOnly: z.boolean().default(true),
  modules: z.array(Module).min(1).max(Module.options.length).nullable().default(null),
  expiresInDays: z.int().min(1).max(730).nullable().default(90),
})
export type NewApiKey = z.infer<typeof NewApiKey>

export const listMyApiKeys = route('listMyApiKeys', 'GET', '/me/api-keys', {
  summary: 'My API keys',
  tag,
  door: 'signedIn',
  keys: 'never',
  reply: z.array(ApiKeyRow),
})
export const createApiKey = route('createApiKey', 'POST', '/me/api-keys', {
  summary: 'Make an API key; its secret is shown this once',
  tag,
  door: 'signedIn',
  keys: 'never',
  body: NewApiKey,
  reply: z.strictObject({ key: ApiKeyRow, secret: z.string() }),
})
export const deleteApiKey = route('deleteApiKey', 'DELETE', '/me/api-keys/:id', {
  summary: 'Withdraw an API key at once',
  tag,
  door: 'signedIn',
  keys: 'never',
  params: ById,
})
