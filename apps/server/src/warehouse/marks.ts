import { sources, sumTables } from './source-tables.ts'

/** The snapshot of the source that changed each table last, and `reach`: that changed whose somebody's customers are. */
export type Marks = Readonly<Record<string, string>>
/** Tables that a feed changed. */
export type Moved = Set<string>

export const allMoved: ReadonlySet<string> = new Set([
  'reach',
  'dim_date',
  ...sumTables,
  ...sources.map(({ into }) => into),
])

export const marked = (before: Marks, moved: Iterable<string>, snapshot: string): Marks => ({
  ...before,
  ...Object.fromEntries([...moved].map((table) => [table, snapshot])),
})

/** Whether none of the tables changed between two states of the warehouse. */
export const areSame = (tables: Iterable<string>, before: Marks, now: Marks): boolean => {
  if (before === now) return true
  for (const table of tables) if (before[table] !== now[table]) return false
  return true
}
