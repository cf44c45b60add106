import { z } from 'zod'
import { route } from '../route.ts'
import { ById, Id, Instant } from '../shapes.ts'
import { tag } from './doors.ts'

export const SessionRow = z.strictObject({
  id: Id,
  current: z.boolean(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: Instant,
  lastUsedAt: Instant,
  expiresAt: Instant,
})
export type SessionRow = z.infer<typeof SessionRow>

export const listMySessions = route('listMySessions', 'GET', '/me/sessions', {
  summary: 'Where I am signed in',
  tag,
  door: 'signedIn',
  keys: 'never',
  reply: z.array(SessionRow),
})
export const endMySession = route('endMySession', 'DELETE', '/me/sessions/:id', {
  summary: 'Sign out one of my sessions at once',
  tag,
  door: 'signedIn',
  keys: 'never',
  params: ById,
})
export const endMyOtherSessions = route('endMyOtherSessions', 'DELETE', '/me/sessions', {
  summary: 'Sign out everywhere but here',
  tag,
  door: 'signedIn',
  keys: 'never',
})
