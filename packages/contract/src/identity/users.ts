import { z } from 'zod'
import { route } from '../route.ts'
import { ById, Id, Instant, Locale, PageQuery, pageOf } from '../shapes.ts'
import { administration, tag } from './doors.ts'
import { PersonName, RoleName, SignInEmail, TeamName } from './names.ts'

/** A colleague as pickers, mentions and author names show him; visible to everyone signed in. */
export const Colleague = z.strictObject({
  id: Id,
  name: z.string(),
  image: z.string().nullable(),
  active: z.boolean(),
  teamIds: z.array(Id),
})
export type Colleague = z.infer<typeof Colleague>
export const listColleagues = route('listColleagues', 'GET', '/colleagues', {
  summary: 'Colleagues, for pickers and names',
  tag,
  door: 'signedIn',
  keys: ['accounts'],
  reply: z.array(Colleague),
})

export const UserState = z.enum(['active', 'invited', 'locked', 'deactivated'])
export type UserState = z.infer<typeof UserState>
export const UserRow = z.strictObject({
  id: Id,
  name: z.string(),
  email: z.string(),
  image: z.string().nullable(),
  locale: Locale,
  /** `deactivated` before `locked` before `invited` (no way to sign in yet) before `active`. */
  state: UserState,
  lockedUntil: Instant.nullable(),
  twoFactorEnabled: z.boolean(),
  lastSeenAt: Instant.nullable(),
  createdAt: Instant,
  roles: z.array(RoleName),
  teams: z.array(TeamName),
  version: z.int(),
  can: z.strictObject({ change: z.boolean(), deactivate: z.boolean() }),
})
export type UserRow = z.infer<typeof UserRow>

export const UserQuery = z.strictObject({
  ...PageQuery,
  search: z.string().trim().max(100).optional(),
  state: UserState.optional(),
  roleId: Id.optional(),
  teamId: Id.optional(),
  sort: z.enum(['name', 'email', 'lastSeenAt', 'createdAt']).default('name'),
  direction: z.enum(['asc', 'desc']).default('asc'),
})
export type UserQuery = z.infer<typeof UserQuery>

/** Shown once to the administrator, who passes it on; the person sets a password there. */
export const InvitationLink = z.strictObject({ link: z.url(), expiresAt: Instant })
export type InvitationLink = z.infer<typeof InvitationLink>

export const NewUser = z.strictObject({
  name: PersonName,
  email: SignInEmail,
  locale: Locale.default('zh-CN'),
  roleIds: z.array(Id).min(1).max(20),
  teamIds: z.array(Id).max(50).default([]),
})
export type NewUser = z.infer<typeof NewUser>
export const UserChange = z.strictObject({
  name: PersonName.optional(),
  email: SignInEmail.optional(),
  locale: Locale.optional(),
  roleIds: z.array(Id).min(1).max(20).optional(),
  teamIds: z.array(Id).max(50).optional(),
})
export type UserChange = z.infer<typeof UserChange>

export const listUsers = route('listUsers', 'GET', '/users', {
  summary: 'Users with search, filter, sort and pages',
  tag,
  door: administration('read'),
  query: UserQuery,
  reply: pageOf(UserRow),
})
export const readUser = route('readUser', 'GET', '/users/:id', {
  summary: 'One user',
  tag,
  door: administration('read'),
  params: ById,
  reply: UserRow,
})
export const inviteUser = route('inviteUser', 'POST', '/users', {
  secretReply: true,
  summary: 'Create a user and an invitation link',
  tag,
  door: administration('create'),
  body: NewUser,
  reply: z.strictObject({ user: UserRow, invitation: InvitationLink }),
})
export const changeUser = route('changeUser', 'PATCH', '/users/:id', {
  summary: 'Change name, address, language, roles or teams of a user',
  tag,
  door: administration('change'),
  params: ById,
  body: UserChange,
  reply: UserRow,
  versioned: true,
})
export const renewInvitation = route('renewInvitation', 'PUT', '/users/:id/invitation', {
  summary: 'A new link to set the password; earlier links die',
  tag,
  door: administration('change'),
  keys: 'never',
  params: ById,
  reply: InvitationLink,
})
export const deactivateUser = route('deactivateUser', 'PUT', '/users/:id/deactivation', {
  summary: 'Sign the user out and let him in no more',
  tag,
  door: administration('change'),
  params: ById,
})
export const reactivateUser = route('reactivateUser', 'DELETE', '/users/:id/deactivation', {
  summary: 'Let a deactivated user in again',
  tag,
  door: administration('change'),
  params: ById,
})
export const unlockUser = route('unlockUser', 'DELETE', '/users/:id/lock', {
  summary: 'Lift the lock after failed sign-ins',
  tag,
  door: administration('change'),
  params: ById,
})
export const resetTwoFactor = route('resetTwoFactor', 'DELETE', '/users/:id/two-factor', {
  summary: 'Remove the second factor and passkeys of a user who lost them, and sign him out',
  tag,
  door: administration('change'),
  keys: 'never',
  params: ById,
})
export const endUserSessions = route('endUserSessions', 'DELETE', '/users/:id/sessions', {
  summary: 'Sign a user out everywhere',
  tag,
  door: administration('change'),
  params: ById,
})
