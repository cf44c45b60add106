import { type AccountState, type changeManyAccounts as changeRoute, mayMove } from '@quayside/contract'
import type { z } from 'zod'
import type { User } from '../../../platform/http/serve.ts'
import { mayChangeAccount, mayReadAccount } from '../accounts.policy.ts'
import type { ColumnValues, FoundAccount } from '../accounts.queries.ts'
import { accountQuality, type DerivedFrom } from '../derive-account.ts'

export type BulkChange = z.output<(typeof changeRoute)['body']>['change']

/** Columns that a bulk change may touch; what undoing puts back. */
export const bulkColumns = [
  'owner_id',
  'team_id',
  'state',
  'state_since',
  'tags',
  'industry',
  'credit_grade',
  'potential',
  'quality_score',
  'quality_issues',
] as const
export type BulkColumn = (typeof bulkColumns)[number]

import type { CheckedPlace } from '../score-quality.ts'

export type Skipped = 'notAllowed' | 'moveNotAllowed' | 'outOfSight' | 'unchanged'
export const noneSkipped: Readonly<Record<Skipped, number>> = {
  notAllowed: 0,
  moveNotAllowed: 0,
  outOfSight: 0,
  unchanged: 0,
}

export interface BulkTarget extends FoundAccount {
  contacts: number
  places: CheckedPlace[]
}

/** What the change makes of one account, or why it leaves it alone. */
export function changedColumns(account: BulkTarget, change: BulkChange, user: User, now: Date): ColumnValues | Skipped {
  if (!mayChangeAccount(user, account)) return 'notAllowed'
  const values: ColumnValues = {}
  if (change.ownerId !== undefined) values.owner_id = change.ownerId
  if (change.teamId !== undefined) values.team_id = change.teamId
  if (change.industry !== undefined) values.industry = change.industry || null
  if (change.creditGrade !== undefined) values.credit_grade = change.creditGrade
  if (change.potential !== undefined) values.potential = change.potential
  if (change.addTags || change.removeTags) values.tags = changedTags(account.tags, change)
  if (change.state !== undefined && change.state !== account.state) {
    if (!mayMove(account.state as AccountState, change.state)) return 'moveNotAllowed'
    Object.assign(values, { state: change.state, state_since: now })
  }
  const after = { ...account, ...values } as BulkTarget
  // One's own, but given to somebody whose customers one does not see.
  if (!mayReadAccount(user, after)) return 'outOfSight'
  if (!differs(account, values)) return 'unchanged'
  const quality = accountQuality(after as unknown as DerivedFrom, account.contacts, account.places, now, now)
  return { ...values, quality_score: quality.score, quality_issues: quality.issues }
}

const mostTags = 100

function changedTags(tags: readonly string[], { addTags = [], removeTags = [] }: BulkChange): string[] {
  const gone = new Set(removeTags)
  return [...new Set([...tags.filter((tag) => !gone.has(tag)), ...addTags])].slice(0, mostTags)
}

const differs = (account: BulkTarget, values: ColumnValues): boolean =>
  (Object.keys(values) as BulkColumn[]).some(
    (column) => JSON.stringify(account[column]) !== JSON.stringify(values[column]),
  )

export const before = (account: BulkTarget): Record<string, unknown> =>
  Object.fromEntries(bulkColumns.map((column) => [column, account[column]]))
