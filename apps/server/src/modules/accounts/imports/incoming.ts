import type { Id } from '../../../platform/ids.ts'
import type { AccountRecord } from '../account-fields.ts'
import { columnOfField } from '../account-fields.ts'
import type { ColumnValues, presentedColumns } from '../accounts.queries.ts'
import type { Derived } from '../derive-account.ts'
import type { Target } from './chunk.ts'
import type { AddressDraft, ContactDraft } from './row-draft.ts'

export type FoundAccount = Pick<AccountRecord, (typeof presentedColumns)[number]> & { import_batch_id: Id | null }

/** An account on its way: new with all its columns, or existing with what changes. */
export interface Incoming {
  target: Target
  existing: FoundAccount | null
  columns: ColumnValues
  contacts: ContactDraft[]
  address: AddressDraft | null
  /** What follows from the one row that made it, worked out before the transaction; null once another row added to it. */
  derived: Derived | null
}

/** Has the key or the code, and is out of the actor's sight. */
export interface HiddenHolder {
  id: Id
  number: string
}

export const isIncoming = (one: Incoming | HiddenHolder | undefined): one is Incoming =>
  one !== undefined && 'target' in one

export const derivedColumns = ['sort_key', 'search_keys', 'match_keys', 'quality_score', 'quality_issues'] as const
export const typedColumns = [...new Set([...Object.values(columnOfField), 'phone_raw'])]
