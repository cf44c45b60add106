import { z } from 'zod'
import { Category } from '../rights.ts'
import { route } from '../route.ts'
import { ById, Id, Instant } from '../shapes.ts'
import { AccountChange, AccountFields, NewAccount, Tier } from './account-fields.ts'
import { AccountFigures, Assessment } from './assessment.ts'
import { accounts, tag } from './doors.ts'
import { AccountState } from './life-cycle.ts'
import { line } from './lines.ts'
import { AccountRef, PersonRef } from './refs.ts'

/**
 * One account. Fields whose category the reader may not see are null or empty and named in `masked`: the value never leaves the server.
 */
export const Account = AccountFields.extend({
  id: Id,
  number: z.string(),
  state: AccountState,
  stateSince: Instant,
  owner: PersonRef.nullable(),
  team: PersonRef.nullable(),
  parent: AccountRef.nullable(),
  tier: Tier.nullable(),
  figures: AccountFigures,
  /** null: not assessed yet, or behaviour hidden from the reader. */
  assessment: Assessment.nullable(),
  qualityScore: z.int(),
  qualityIssues: z.array(z.string()),
  verifiedAt: Instant.nullable(),
  masked: z.array(z.string()),
  mergedInto: Id.nullable(),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  can: z.strictObject({
    change: z.boolean(),
    delete: z.boolean(),
    export: z.boolean(),
    addToTimeline: z.boolean(),
    write: z.array(Category),
  }),
})
export type Account = z.infer<typeof Account>

export const createAccount = route('createAccount', 'POST', '/accounts', {
  summary: 'Create an account',
  tag,
  door: accounts('create'),
  body: NewAccount,
  reply: Account,
})
export const readAccount = route('readAccount', 'GET', '/accounts/:id', {
  summary: 'One account',
  tag,
  door: accounts('read'),
  params: ById,
  reply: Account,
})
export const changeAccount = route('changeAccount', 'PATCH', '/accounts/:id', {
  summary: 'Change fields of an account',
  tag,
  door: accounts('change'),
  params: ById,
  body: AccountChange,
  reply: Account,
  versioned: true,
})
export const deleteAccount = route('deleteAccount', 'DELETE', '/accounts/:id', {
  summary: 'Put an account in the bin',
  tag,
  door: accounts('delete'),
  params: ById,
  versioned: true,
})
export const restoreAccount = route('restoreAccount', 'DELETE', '/accounts/:id/deletion', {
  summary: 'Take an account back out of the bin',
  tag,
  door: accounts('delete'),
  params: ById,
  reply: Account,
  status: 200,
})
export const moveAccountState = route('moveAccountState', 'PUT', '/accounts/:id/state', {
  summary: 'Move an account along its life cycle',
  tag,
  door: accounts('change'),
  params: ById,
  versioned: true,
  body: z.strictObject({ state: AccountState, reason: line(500) }),
  reply: Account,
})
export const takeBackStateMove = route('takeBackStateMove', 'DELETE', '/accounts/:id/state', {
  summary: 'Take back the last move along the life cycle, when it was made by hand and nothing moved the account since',
  tag,
  door: accounts('change'),
  params: ById,
  versioned: true,
  reply: Account,
  status: 200,
})
export const verifyAccount = route('verifyAccount', 'PUT', '/accounts/:id/verification', {
  summary: 'State that the data are right as of now',
  tag,
  door: accounts('change'),
  params: ById,
  reply: Account,
})
export const takeBackVerification = route('takeBackVerification', 'DELETE', '/accounts/:id/verification', {
  summary: 'Take back the last statement that the data are right: the record is as stale as before',
  tag,
  door: accounts('change'),
  params: ById,
  versioned: true,
  reply: Account,
  status: 200,
})
