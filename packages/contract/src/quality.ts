import { z } from 'zod'
import { Account, AccountRef, PersonRef } from './accounts.ts'
import { route } from './route.ts'
import { ById, Id, Instant, PageQuery, pageOf } from './shapes.ts'

const tag = 'Data quality'
const accounts = (action: 'read' | 'change' | 'delete') => ({ module: 'accounts', action }) as const

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
  reply: z.strictObject({
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
  score: z.number(),
  reasons: z.array(z.strictObject({ field: z.string(), similarity: z.number() })),
  state: z.enum(['open', 'dismissed', 'merged']),
  foundAt: Instant,
})
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
  params: ById,
  reply: z.strictObject({
    pair: DuplicatePair,
    a: Account,
    b: Account,
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
export const mergeAccounts = route('mergeAccounts', 'POST', '/merges', {
  summary: 'Merge two accounts field by field; nothing is lost, and it can be undone whole',
  tag,
  door: accounts('delete'),
  body: z.strictObject({
    winnerId: Id,
    loserId: Id,
    winnerVersion: z.int(),
    loserVersion: z.int(),
    /** Field → whose value stays; for lists `both` joins them. */ choices: z.record(
      z.string(),
      z.enum(['winner', 'loser', 'both']),
    ),
  }),
  reply: Merge,
})
export const undoMerge = route('undoMerge', 'DELETE', '/merges/:id', {
  summary: 'Undo a merge wholly',
  tag,
  door: accounts('delete'),
  params: ById,
})
export const listMerges = route('listMerges', 'GET', '/merges', {
  summary: 'Merges, newest first',
  tag,
  door: accounts('read'),
  query: z.strictObject({ ...PageQuery, accountId: Id.optional() }),
  reply: pageOf(Merge),
})
