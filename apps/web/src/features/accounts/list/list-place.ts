import { AccountOrder, Filter, sortsOf } from '@quayside/contract'
import { z } from 'zod'

/** The list in the address. With a view, what is absent comes from the view; `null` and `''` mean "none, whatever the view says". */
export const ListPlace = z.object({
  view: z.string().max(60).optional(),
  layout: z.enum(['table', 'kanban']).optional(),
  q: z.string().max(200).optional(),
  filter: Filter.nullable().optional(),
  sort: AccountOrder.nullable().optional(),
  peek: z.uuid().optional(),
})
export type ListPlace = z.infer<typeof ListPlace>

/** A link or a view of somebody who sees more: what this reader does not see is left out of its order. */
export function orderedReadably(order: string, sees: (column: string) => boolean): string | undefined {
  const known = AccountOrder.safeParse(order)
  if (!known.success) return undefined
  const readable = sortsOf(known.data).filter((sort) => sees(sort.replace('-', '')))
  return readable.join(',') || undefined
}
