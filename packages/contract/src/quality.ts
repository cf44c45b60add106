import { z } from 'zod'
import { Account, AccountRef, PersonRef } from './accounts/index.ts'
import { route } from './route.ts'
import { ById, Id, Instant, PageQuery, pageOf } from './shapes.ts'

const tag = 'Data quality'
const accounts = (action: 'read' | 'change' | 'delete') => ({ module: 'accounts', action }) as const

/** Means over the accounts of a team or an owner, 0…100. `key` is his id, `none` for accounts without, `all` for the whole. */
export const QualityBand = z.strictObject({
  key: z.string(),
  name: z.string(),
  accounts: z.int(),
  score: z.number(),
  completeness: z.number(),
  freshness: z.number(),
  validity: z.number(),
  toVerify: z.int(),
})
export const readQuality = route('readQuality', 'GET', '/quality', {
  summary: 'Completeness, freshness and validity, overall, by team, by owner, and the commonest faults',
  tag,
  door: accounts('read'),
  cost: 'lookUp',
  reply: z.strictObject({
    /** When it was counted: now, or on a large base at most some minutes ago. */
    asOf: Instant,
    overall: QualityBand,
    byTeam: z.array(QualityBand),
    byOwner: z.array(QualityBand),
    issues: z.array(z.strictObject({ issue: z.string(), accounts: z.int() })),
  }),
})
export const VerifyRow = AccountRef.extend({
  qualityScore: z.int(),
  issues: z.array(z.string()),
  owner: PersonRef.nullable(),
  verifiedAt: Instant.nullable(),
  updatedAt: Instant,
  version: z.int(),
})
export const listToVerify = route('listToVerify', 'GET', '/accounts-to-verify', {
  summary: 'The work list of records to verify, worst of the best customers first',
  tag,
  door: accounts('read'),
  query: z.strictObject({
    ...PageQuery,
    owner: z.union([z.literal('me'), z.literal('all'), Id]).default('me'),
    issue: z.string().max(60).optional(),
  }),
  reply: pageOf(VerifyRow),
})

export const DuplicatePair = z.strictObject({
  id: Id,
  a: AccountRef,
  b: AccountRef,
  /** 0…1, the probability that the two are one. */
  score: z.number(),
  verdict: z.enum(['same', 'probable']),
  reasons: z.array(z.strictObject({ field: z.string(), similarity: z.number() })),
  state: z.enum(['open', 'dismissed', 'merged']),
  foundAt: Instant,
  /** May the reader judge the pair, and may he merge it? */
  can: z.strictObject({ dismiss: z.boolean(), merge: z.boolean() }),
})
export type DuplicatePair = z.infer<typeof DuplicatePair>
export const listDuplicates = route('listDuplicates', 'GET', '/duplicates', {
  summary: 'Pairs that look like one customer',
  tag,
  door: accounts('read'),
  query: z.strictObject({
    ...PageQuery,
    accountId: Id.optional(),
    state: z.enum(['open', 'dismissed', 'merged']).default('open'),
  }),
  reply: pageOf(DuplicatePair),
})
export const compareDuplicates = route('compareDuplicates', 'GET', '/duplicates/:id', {
  summary: 'The two side by side',
  tag,
  door: accounts('read'),
  cost: 'lookUp',
  params: ById,
  reply: z.strictObject({
    pair: DuplicatePair,
    a: Account,
    b: Account,
    /** What hangs on each and the reader may see: contacts, addresses, interactions, followUps, attachments, orders, children. */
    counts: z.strictObject({ a: z.record(z.string(), z.int()), b: z.record(z.string(), z.int()) }),
  }),
})
export const dismissDuplicate = route('dismissDuplicate', 'PUT', '/duplicates/:id/dismissal', {
  summary: 'These are two customers',
  tag,
  door: accounts('change'),
  params: ById,
})
export const reconsiderDuplicate = route('reconsiderDuplicate', 'DELETE', '/duplicates/:id/dismissal', {
  summary: 'Look at the pair again',
  tag,
  door: accounts('change'),
  params: ById,
})
export const scanDuplicates = route('scanDuplicates', 'POST', '/duplicate-scans', {
  summary: 'Scan the whole base for duplicates, as a job',
  tag,
  door: accounts('change'),
  cost: 'job',
  status: 202,
  reply: z.strictObject({ jobId: Id }),
})
export const Merge = z.strictObject({
  id: Id,
  winner: AccountRef,
  loser: AccountRef,
  by: PersonRef.nullable(),
  at: Instant,
  undoneAt: Instant.nullable(),
  canUndo: z.boolean(),
})
export type Merge = z.infer<typeof Merge>
export const mergeAccounts = route('mergeAccounts', 'POST', '/merges', {
  summary: 'Merge two accounts field by field; nothing is lost, and it can be undone whole',
  tag,
  door: accounts('delete'),
  body: z.strictObject({
    winnerId: Id,
    loserId: Id,
    winnerVersion: z.int(),
    loserVersion: z.int(),
    /**
     * Field (custom ones as `custom.key`, the life-cycle state as `state`) → whose value stays; for lists and notes `both` joins
     * them. A field not named keeps the winner's value, or where he has none the loser's; lists are joined.
     */
    choices: z.record(z.string().max(60), z.enum(['winner', 'loser', 'both'])),
  }),
  reply: Merge,
})
export const MergeUndone = z.strictObject({
  merge: Merge,
  /** Rows that went back to the loser, */ returned: z.int(),
  /** of them rows somebody changed since: they went back with their changes; */ changedSince: z.int(),
  /** rows erased or moved elsewhere since: they stay as they are. */ gone: z.int(),
  /** Nobody had touched the winner since, so it is exactly what it was; otherwise later changes stayed. */
  exact: z.boolean(),
})
export type MergeUndone = z.infer<typeof MergeUndone>
export const undoMerge = route('undoMerge', 'DELETE', '/merges/:id', {
  summary: 'Undo a merge wholly; what was added to the winner since stays with the winner',
  tag,
  door: accounts('delete'),
  params: ById,
  reply: MergeUndone,
})
export const listMerges = route('listMerges', 'GET', '/merges', {
  summary: 'Merges, newest first',
  tag,
  door: accounts('read'),
  query: z.strictObject({ ...PageQuery, accountId: Id.optional() }),
  reply: pageOf(Merge),
})
