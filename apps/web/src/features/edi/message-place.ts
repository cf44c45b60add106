import { EdiMessageSort, EdiMessageStatus, Filter } from '@quayside/contract'
import dayjs from 'dayjs'
import { z } from 'zod'
import type { MessageQuery } from './edi.api.ts'

/** What the list is narrowed by beside its search. */
const Choices = z.object({
  direction: z.enum(['in', 'out']).optional(),
  status: EdiMessageStatus.optional(),
  // An address writes 204 as a number.
  type: z.coerce.string().max(10).optional(),
  partnerId: z.uuid().optional(),
  /** Days where the reader is, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})
export type Choices = z.infer<typeof Choices>

/** The list in the address. */
export const MessagePlace = Choices.extend({
  view: z.string().max(60).optional(),
  filter: Filter.nullable().optional(),
  sort: EdiMessageSort.nullable().optional(),
  q: z.string().max(100).optional(),
  orderId: z.uuid().optional(),
})
export type MessagePlace = z.infer<typeof MessagePlace>

export const nothingChosen = {
  direction: undefined,
  status: undefined,
  type: undefined,
  partnerId: undefined,
  from: undefined,
  to: undefined,
} satisfies Choices

const conditions = [
  ['direction', 'direction', 'is'],
  ['status', 'status', 'is'],
  ['type', 'type', 'is'],
  ['partnerId', 'partner', 'is'],
  ['from', 'receivedOn', 'gte'],
  ['to', 'receivedOn', 'lte'],
] as const

/** The choices as a view keeps them. */
export function filterOf(choices: Choices): Filter | undefined {
  const all = conditions.flatMap(([choice, field, op]): Filter[] => {
    const value = choices[choice]
    return value === undefined ? [] : [{ field, op, value }]
  })
  return all.length > 1 ? { all } : all[0]
}

/** The choices a view names; what this list cannot say is passed over. */
export function choicesOf(filter: Filter | undefined): Choices {
  if (!filter) return {}
  const parts = 'all' in filter ? filter.all : [filter]
  const said = parts.flatMap((part) => {
    if (!('field' in part)) return []
    const found = conditions.find(([, field, op]) => field === part.field && op === part.op)
    return found ? [[found[0], part.value] as const] : []
  })
  return Choices.catch({}).parse(Object.fromEntries(said))
}

export const askedOf = (
  { status, type, from, to, direction, partnerId }: Choices,
  { search, orderId }: { search: string; orderId: string | undefined },
): MessageQuery => ({
  direction,
  partnerId,
  orderId,
  search: search || undefined,
  status: status ? [status] : undefined,
  type: type ? [type] : undefined,
  from: from ? dayjs(from).toISOString() : undefined,
  to: to ? dayjs(to).add(1, 'day').toISOString() : undefined,
})
