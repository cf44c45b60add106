import { type AccountSort, mayReadAdvice, type Rights, sortsOf } from '@quayside/contract'
import { Refusal } from '../../../platform/refusal.ts'

/** A column a list is ordered by. */
export interface SortKey {
  /** The table whose index gives the order: accounts `a`, their sums `f`, or the advice kept of them `k`. */
  over: 'accounts' | 'figures' | 'advice'
  column: string
  type: 'text' | 'timestamptz' | 'smallint' | 'bigint' | 'date'
  direction: 'asc' | 'desc'
  /** A row of the other table may lack the value; its account then comes with those that have no row. */
  nullable?: boolean
}

/** How a list is walked: by the first key, among equals by the next, at last by the id, so that each row has one place. */
export type Walk = readonly [SortKey, ...SortKey[]]

export const tableOf = {
  figures: { name: 'account_figures', alias: 'f' },
  advice: { name: 'next_actions', alias: 'k' },
} as const

const columns: Readonly<Record<string, Omit<SortKey, 'direction'>>> = {
  name: { over: 'accounts', column: 'a.sort_key', type: 'text' },
  updatedAt: { over: 'accounts', column: 'a.updated_at', type: 'timestamptz' },
  createdAt: { over: 'accounts', column: 'a.created_at', type: 'timestamptz' },
  quality: { over: 'accounts', column: 'a.quality_score', type: 'smallint' },
  amount: { over: 'figures', column: 'f.amount_e4', type: 'bigint' },
  lastOrderOn: { over: 'figures', column: 'f.last_order_on', type: 'date', nullable: true },
  health: { over: 'figures', column: 'f.health', type: 'smallint', nullable: true },
  lifetimeValue: { over: 'figures', column: 'f.lifetime_value_e4', type: 'bigint', nullable: true },
  nextAction: { over: 'advice', column: 'k.urgency', type: 'smallint', nullable: true },
}

const finance = (rights: Rights) => rights.categories.finance.read
const behaviour = (rights: Rights) => rights.categories.behaviour.read

/** Sorts by what not everybody may read. */
const guarded: Readonly<Record<string, [(rights: Rights) => boolean, string]>> = {
  amount: [finance, 'amount'],
  lastOrderOn: [behaviour, 'last order'],
  health: [behaviour, 'health'],
  lifetimeValue: [finance, 'lifetime value'],
  nextAction: [mayReadAdvice, 'next action'],
}

export function walkOf(order: string, rights: Rights): Walk {
  const [first, ...rest] = sortsOf(order).map((sort) => sortKey(sort, rights))
  if (!first) throw new TypeError('An order names a column.')
  return [first, ...rest]
}

function sortKey(sort: AccountSort, rights: Rights): SortKey {
  const key = sort.replace('-', '')
  const [mayRead, what] = guarded[key] ?? []
  if (mayRead && what && !mayRead(rights)) throw sortNotAllowed(what)
  const column = columns[key]
  if (!column) throw new TypeError(`No order ${sort}`)
  return { ...column, direction: sort.startsWith('-') ? 'desc' : 'asc' }
}

/** An order by hidden values would show them. */
const sortNotAllowed = (what: string) =>
  new Refusal('sortNotAllowed', 403, `Your roles do not let you read the ${what}, so you cannot sort by it.`)
