import { z } from 'zod'
import { Module } from '../rights.ts'
import { route } from '../route.ts'
import { ById, Id, Instant, PageQuery, pageOf } from '../shapes.ts'
import { administration, tag } from './doors.ts'

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
  secretReply: true,
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

/** A key as an administrator sees it: whose it is, never what it says. */
export const HeldApiKey = ApiKeyRow.extend({
  owner: z.strictObject({ id: Id, name: z.string(), email: z.string(), image: z.string().nullable() }),
  expired: z.boolean(),
  can: z.strictObject({ withdraw: z.boolean() }),
})
export type HeldApiKey = z.infer<typeof HeldApiKey>
export const ApiKeyState = z.enum(['usable', 'expired'])
export type ApiKeyState = z.infer<typeof ApiKeyState>
export const ApiKeyQuery = z.strictObject({
  ...PageQuery,
  /** In the name of the key, or the name or address of its owner. */
  search: z.string().trim().max(100).optional(),
  ownerId: Id.optional(),
  state: ApiKeyState.optional(),
  /** A key never used counts as used longest ago, one that never expires as the last to expire. */
  sort: z.enum(['createdAt', 'lastUsedAt', 'expiresAt', 'name']).default('createdAt'),
  direction: z.enum(['asc', 'desc']).default('desc'),
})
export type ApiKeyQuery = z.infer<typeof ApiKeyQuery>

export const listApiKeys = route('listApiKeys', 'GET', '/api-keys', {
  summary: 'Everybody’s API keys: owner, reach, last use and end; never the secret',
  tag,
  door: administration('read'),
  query: ApiKeyQuery,
  reply: pageOf(HeldApiKey),
})
/** There is no way back: its owner is told, and makes a new one if he still needs it. */
export const withdrawApiKey = route('withdrawApiKey', 'DELETE', '/api-keys/:id', {
  summary: 'Withdraw somebody’s API key at once and for good',
  tag,
  door: administration('change'),
  params: ById,
})
