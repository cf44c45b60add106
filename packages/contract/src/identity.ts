import { z } from 'zod'
import { Action, Category, Module, Rights, Scope } from './rights.ts'
import { route } from './route.ts'
import { DemoSignIn, Features, PublicCompany } from './settings.ts'
import { ById, Id, Instant, Locale, PageQuery, pageOf } from './shapes.ts'

const administration = (action: Action) => ({ module: 'administration', action }) as const
const tag = 'identity'

export const Theme = z.enum(['light', 'dark', 'system'])
export type Theme = z.infer<typeof Theme>
export const Density = z.enum(['comfortable', 'compact'])
export type Density = z.infer<typeof Density>

export const PersonName = z.string().trim().min(1).max(100)
export const SignInEmail = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase())
/** Length only; whether it is strong enough is the server's judgement (code `passwordTooWeak`). */
export const NewPassword = z.string().min(10).max(200)
/** The random part of a one-time link. */
export const OneTimeToken = z.string().regex(/^[A-Za-z0-9_-]{20,100}$/)

export const RoleName = z.strictObject({ id: Id, code: z.string(), nameZh: z.string(), nameEn: z.string() })
export type RoleName = z.infer<typeof RoleName>
export const TeamName = z.strictObject({ id: Id, name: z.string(), lead: z.boolean() })
export type TeamName = z.infer<typeof TeamName>

// Oneself ---------------------------------------------------------------------------------------------------------------

/** An inline picture of at most 12 kB: small, because it travels with every list of colleagues. */
export const Portrait = z
  .string()
  .max(16_500)
  .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/)

export const MyUser = z.strictObject({
  id: Id,
  name: z.string(),
  email: z.string(),
  image: z.string().nullable(),
  locale: Locale,
  theme: Theme,
  density: Density,
  twoFactorEnabled: z.boolean(),
})
export type MyUser = z.infer<typeof MyUser>

/** Everything the shell needs to draw itself: who I am, what I may do, whose product this is. */
export const Me = z.strictObject({
  user: MyUser,
  roles: z.array(RoleName),
  teams: z.array(TeamName),
  rights: Rights,
  company: PublicCompany,
  demoSignIns: z.array(DemoSignIn),
  features: Features,
})
export type Me = z.infer<typeof Me>

export const Preferences = z.strictObject({
  name: PersonName.optional(),
  locale: Locale.optional(),
  theme: Theme.optional(),
  density: Density.optional(),
  image: Portrait.nullable().optional(),
})
export type Preferences = z.infer<typeof Preferences>

export const readMe = route('readMe', 'GET', '/me', {
  summary: 'Who I am, my merged rights and the company',
  tag,
  door: 'signedIn',
  keys: [],
  reply: Me,
})
export const changeMe = route('changeMe', 'PATCH', '/me', {
  summary: 'Change my name, portrait, language, theme or density',
  tag,
  door: 'signedIn',
  keys: 'never',
  body: Preferences,
  reply: MyUser,
})

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

// One-time links --------------------------------------------------------------------------------------------------------

export const createFirstAdministrator = route('createFirstAdministrator', 'PUT', '/first-administrator', {
  summary: 'Make the first administrator with the link printed at start; only while no user exists',
  tag,
  door: 'public',
  body: z.strictObject({
    token: OneTimeToken,
    name: PersonName,
    email: SignInEmail,
    password: NewPassword,
    locale: Locale.default('zh-CN'),
  }),
})
/** `POST` because the token must not stand in an address that is logged. */
export const previewInvitation = route('previewInvitation', 'POST', '/invitation/preview', {
  summary: 'Whom an invitation link is for',
  tag,
  door: 'public',
  body: z.strictObject({ token: OneTimeToken }),
  reply: z.strictObject({ name: z.string(), email: z.string(), expiresAt: Instant }),
  status: 200,
})
export const acceptInvitation = route('acceptInvitation', 'PUT', '/invitation', {
  summary: 'Set the password with an invitation link',
  tag,
  door: 'public',
  body: z.strictObject({ token: OneTimeToken, password: NewPassword }),
})
export const judgePassword = route('judgePassword', 'POST', '/password-judgement', {
  summary: 'How strong a password would be',
  tag,
  door: 'public',
  body: z.strictObject({
    password: z.string().max(200),
    name: z.string().max(100).default(''),
    email: z.string().max(254).default(''),
  }),
  reply: z.strictObject({
    /** 0 (guessed at once) to 4. */
    score: z.int().min(0).max(4),
    acceptable: z.boolean(),
    messageZh: z.string(),
    messageEn: z.string(),
  }),
  status: 200,
})

// Users -----------------------------------------------------------------------------------------------------------------

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

/** Which role grants a right, so that "why can he see this?" has an answer. */
export const EffectiveRights = z.strictObject({
  rights: Rights,
  modules: z.array(
    z.strictObject({
      module: Module,
      action: Action,
      scope: Scope,
      grants: z.array(z.strictObject({ role: RoleName, scope: Scope })),
    }),
  ),
  categories: z.array(
    z.strictObject({
      category: Category,
      read: z.array(RoleName),
      write: z.array(RoleName),
      export: z.array(RoleName),
    }),
  ),
})
export type EffectiveRights = z.infer<typeof EffectiveRights>
export const readEffectiveRights = route('readEffectiveRights', 'GET', '/users/:id/rights', {
  summary: 'What a user may do, and which role grants it',
  tag,
  door: administration('read'),
  params: ById,
  reply: EffectiveRights,
})

// Roles -----------------------------------------------------------------------------------------------------------------

export const Role = z.strictObject({
  id: Id,
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  builtIn: z.boolean(),
  users: z.int(),
  rights: Rights,
  version: z.int(),
  can: z.strictObject({ change: z.boolean(), delete: z.boolean() }),
})
export type Role = z.infer<typeof Role>
const LabelText = z.string().trim().min(1).max(60)
export const NewRole = z.strictObject({ nameZh: LabelText, nameEn: LabelText, rights: Rights })
export type NewRole = z.infer<typeof NewRole>

export const listRoles = route('listRoles', 'GET', '/roles', {
  summary: 'Roles with their rights and how many hold them',
  tag,
  door: administration('read'),
  reply: z.array(Role),
})
export const createRole = route('createRole', 'POST', '/roles', {
  summary: 'Create a role',
  tag,
  door: administration('create'),
  body: NewRole,
  reply: Role,
})
export const changeRole = route('changeRole', 'PUT', '/roles/:id', {
  summary: 'Change the names and the rights matrix of a role',
  tag,
  door: administration('change'),
  params: ById,
  body: NewRole,
  reply: Role,
  versioned: true,
})
export const deleteRole = route('deleteRole', 'DELETE', '/roles/:id', {
  summary: 'Delete a role that is neither built in nor in use',
  tag,
  door: administration('delete'),
  params: ById,
})

// Teams -----------------------------------------------------------------------------------------------------------------

export const TeamMember = z.strictObject({ userId: Id, name: z.string(), lead: z.boolean(), active: z.boolean() })
export const Team = z.strictObject({
  id: Id,
  name: z.string(),
  parentId: Id.nullable(),
  members: z.array(TeamMember),
  version: z.int(),
})
export type Team = z.infer<typeof Team>
const TeamTitle = z.string().trim().min(1).max(80)

export const listTeams = route('listTeams', 'GET', '/teams', {
  summary: 'All teams with their members; `parentId` makes the tree',
  tag,
  door: 'signedIn',
  keys: ['accounts'],
  reply: z.array(Team),
})
export const createTeam = route('createTeam', 'POST', '/teams', {
  summary: 'Create a team',
  tag,
  door: administration('create'),
  body: z.strictObject({ name: TeamTitle, parentId: Id.nullable().default(null) }),
  reply: Team,
})
export const changeTeam = route('changeTeam', 'PATCH', '/teams/:id', {
  summary: 'Rename a team or move it in the tree',
  tag,
  door: administration('change'),
  params: ById,
  body: z.strictObject({ name: TeamTitle.optional(), parentId: Id.nullable().optional() }),
  reply: Team,
  versioned: true,
})
export const replaceTeamMembers = route('replaceTeamMembers', 'PUT', '/teams/:id/members', {
  summary: 'Set who belongs to a team and who leads it',
  tag,
  door: administration('change'),
  params: ById,
  body: z.strictObject({
    members: z.array(z.strictObject({ userId: Id, lead: z.boolean().default(false) })).max(1000),
  }),
  reply: Team,
  versioned: true,
})
export const deleteTeam = route('deleteTeam', 'DELETE', '/teams/:id', {
  summary: 'Delete a team without sub-teams and without accounts',
  tag,
  door: administration('delete'),
  params: ById,
})
