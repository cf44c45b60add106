import type { Filter } from '@quayside/contract'
import { keysOfPart } from '@quayside/searchkeys'
import { type Db, prepared } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

/** Conditions of a filter whose accounts an index has found, all of them. */
export type FoundByIndex = ReadonlyMap<Filter, readonly Id[]>

/** Beyond this many the condition is left to the walk over the list, which then meets a page soon. */
const most = 1_000
const mostLookUps = 4
const mostParts = 500

/** Looks parts of names and tags up where the row policy cannot: it keeps their indexes from being used (see 0102_narrowing.sql). */
export async function findByIndex(db: Db, filter: Filter): Promise<FoundByIndex> {
  const found = new Map<Filter, readonly Id[]>()
  let left = mostLookUps
  const waiting: Filter[] = [filter]
  for (let seen = 0; waiting.length > 0 && left > 0 && seen < mostParts; seen++) {
    const part = waiting.pop() as Filter
    if ('all' in part) waiting.push(...part.all)
    else if ('any' in part) waiting.push(...part.any)
    else {
      const lookUp = lookUpOf(part)
      if (!lookUp) continue
      left -= 1
      const [row] = await prepared<{ ids: Id[] | null }>(db, lookUp.name, lookUp.text, lookUp.values)
      if (row?.ids) found.set(part, row.ids)
    }
  }
  return found
}

function lookUpOf({ field, op, value }: Exclude<Filter, { all: unknown } | { any: unknown }>) {
  if (field === 'name' && op === 'contains' && typeof value === 'string') {
    const keys = keysOfPart(value)
    const text = 'select accounts_named_like($1, $2, $3) as ids'
    return keys.length > 0 ? { name: 'accounts-named-like', text, values: [value, keys, most] } : undefined
  }
  if (field !== 'tags' || (op !== 'contains' && op !== 'is' && op !== 'in')) return undefined
  const tags: readonly unknown[] = Array.isArray(value) ? value : [value]
  const sound = tags.length > 0 && tags.length <= 200 && tags.every((tag) => typeof tag === 'string' && isText(tag))
  const text = 'select accounts_tagged($1, $2, $3) as ids'
  return sound ? { name: 'accounts-tagged', text, values: [tags, op !== 'in', most] } : undefined
}

const isText = (tag: string) => tag.length > 0 && tag.length <= 500 && tag.isWellFormed() && !tag.includes('\u0000')
