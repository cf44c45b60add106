import type { AccountSort, Rights } from '@quayside/contract'
import type { z } from 'zod'
import { Refusal } from '../../../platform/refusal.ts'

export type SortName = z.infer<typeof AccountSort>

/** How a list is walked. Every order ends in the id, so that each row has one place and a page can begin behind it. */
export interface Walk {
  /** The table whose index gives the order: accounts `a`, or the sums `f` with the accounts that have none coming last. */
  over: 'accounts' | 'figures'
  column: string
  type: 'text' | 'timestamptz' | 'smallint' | 'bigint' | 'date'
  direction: 'asc' | 'desc'
  /** Rows of the sums without a value come with the accounts that have no sums. */
  nullable?: boolean
}

const columns: Readonly<Record<string, Omit<Walk, 'direction'>>> = {
  name: { over: 'accounts', column: 'a.sort_key', type: 'text' },
  updatedAt: { over: 'accounts', column: 'a.updated_at', type: 'timestamptz' },
  createdAt: { over: 'accounts', column: 'a.created_at', type: 'timestamptz' },
  quality: { over: 'accounts', column: 'a.quality_score', type: 'smallint' },
  amount: { over: 'figures', column: 'f.amount_e4', type: 'bigint' },
  lastOrderOn: { over: 'figures', column: 'f.last_order_on', type: 'date', nullable: true },
  health: { over: 'figures', column: 'f.health', type: 'smallint', nullable: true },
  lifetimeValue: { over: 'figures', column: 'f.lifetime_value_e4', type: 'bigint', nullable: true },
}

/** Sorts by what not everybody may read. */
const guarded: Readonly<Record<string, ['finance' | 'behaviour', string]>> = {
  amount: ['finance', 'amount'],
  lastOrderOn: ['behaviour', 'last order'],
  health: ['behaviour', 'health'],
  lifetimeValue: ['finance', 'lifetime value'],
}

export function walkOf(sort: SortName, rights: Rights): Walk {
  const key = sort.replace('-', '')
  const [category, what] = guarded[key] ?? []
  if (category && what && !rights.categories[category].read) throw sortNotAllowed(what)
  const column = columns[key]
  if (!column) throw new TypeError(`No order ${sort}`)
  return { ...column, direction: sort.startsWith('-') ? 'desc' : 'asc' }
}

/** An order by hidden values would show them. */
const sortNotAllowed = (what: string) =>
  new Refusal('sortNotAllowed', 403, `Your roles do not let you read the ${what}, so you cannot sort by it.`)
