import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { Bind } from '../../accounts/index.ts'

/** A list's column to be ordered by, and its type for the row comparison. */
export interface SortColumn {
  column: string
  type: 'date' | 'bigint' | 'text'
}

const Position = z.strictObject({ sort: z.string().max(40), key: z.string().max(600), id: z.uuid() })

export interface Walk {
  order: string
  /** Selects what the cursor needs. */
  key: string
  /** Rows behind the cursor; 'true' at the beginning. */
  behind: string
  next(last: { walk_key: string; id: string } | undefined): string | null
}

/** Pages in an order by one column and the id, both the same way, so that a page begins with one row comparison. */
export function walkBy(
  sort: string,
  columns: Readonly<Record<string, SortColumn>>,
  idColumn: string,
  cursor: string | undefined,
  bind: Bind,
): Walk {
  const down = sort.startsWith('-')
  const { column, type } = columns[sort.replace('-', '')] as SortColumn
  const direction = down ? 'desc' : 'asc'
  const after = cursor
    ? decodeCursor(
        Position.refine((one) => one.sort === sort),
        cursor,
      )
    : null
  return {
    order: `${column} ${direction}, ${idColumn} ${direction}`,
    key: `${column}::text as walk_key`,
    behind: after
      ? `(${column}, ${idColumn}) ${down ? '<' : '>'} (${bind(after.key)}::${type}, ${bind(after.id)}::uuid)`
      : 'true',
    next: (last) => (last ? encodeCursor({ sort, key: last.walk_key, id: last.id }) : null),
  }
}
