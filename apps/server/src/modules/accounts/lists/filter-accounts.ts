import { AccountState, Filter, mayReadAdvice, type Rights } from '@quayside/contract'
import type { Id } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { CustomFieldDefinition } from '../accounts.queries.ts'
import { type Bind, type FilterTarget, filterTarget } from './filter-fields.ts'
import { comparison } from './filter-operators.ts'
import type { FoundByIndex } from './narrow-by-index.ts'

const deepest = 6
const mostConditions = 100

export interface FilterContext {
  custom: readonly CustomFieldDefinition[]
  rights: Rights
  userId: Id
  teamIds: readonly Id[]
  /** What an index has found of some of the conditions already. */
  found?: FoundByIndex
}

/** Reads the filter of a list's address. @throws Refusal 422 `badFilter` */
export function readFilter(text: string | undefined): Filter | undefined {
  if (!text) return undefined
  const value = parse(text)
  if (depthOf(value, 0) > deepest) throw badFilter(`Groups may be nested ${deepest} deep.`)
  const parsed = Filter.safeParse(value)
  if (!parsed.success) throw badFilter('It must be made of { all }, { any } and { field, op, value }.')
  return parsed.data
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw badFilter('It is not JSON.')
  }
}

/** Stops counting where it is too deep anyway: the checker behind this would recurse as deep as the sender likes. */
function depthOf(value: unknown, above: number): number {
  if (above > deepest || typeof value !== 'object' || value === null) return above
  const groups = [(value as { all?: unknown }).all, (value as { any?: unknown }).any].filter(Array.isArray)
  return Math.max(above, ...groups.flat().map((inner) => depthOf(inner, above + 1)))
}

export const badFilter = (why: string) => new Refusal('badFilter', 422, `The filter is not understood. ${why}`)

/** Whether it may name a custom field, whose definition is then needed. */
export const mentionsCustom = (filter: Filter): boolean => JSON.stringify(filter).includes('"custom.')

/** The states a filter asks for, where it asks for nothing else. */
export function onlyStates(filter: Filter | undefined): readonly string[] | undefined {
  if (filter === undefined || 'any' in filter) return undefined
  if ('all' in filter) return filter.all.length === 1 ? onlyStates(filter.all[0]) : undefined
  if (filter.field !== 'state' || (filter.op !== 'is' && filter.op !== 'in')) return undefined
  const states: readonly unknown[] = Array.isArray(filter.value) ? filter.value : [filter.value]
  const known = [...new Set(states)].filter((state) => AccountState.safeParse(state).success)
  return known.length > 0 ? (known as string[]) : undefined
}

/** The filter as a condition on the account `a`, every value bound. A field of a category one may not read is refused. */
export const filterCondition = (filter: Filter, context: FilterContext, bind: Bind): string =>
  joined(filter, (part) => simple(part, context, bind))

export type Condition = Extract<Filter, { field: string }>

/** The groups of a filter as SQL, each condition in it by `simple`. */
export function joined(filter: Filter, simple: (part: Condition) => string): string {
  let conditions = 0
  const conditionOf = (part: Filter, depth: number): string => {
    // Those of an address were counted before; this one may come from a body or a saved view.
    if (depth > 2 * deepest) throw badFilter(`Groups may be nested ${deepest} deep.`)
    if ('all' in part) return group(part.all, ' and ', depth)
    if ('any' in part) return group(part.any, ' or ', depth)
    conditions++
    if (conditions > mostConditions) throw badFilter(`At most ${mostConditions} conditions are taken.`)
    return simple(part)
  }
  const group = (parts: readonly Filter[], joint: string, depth: number) =>
    parts.length === 0 ? 'true' : `(${parts.map((part) => conditionOf(part, depth + 1)).join(joint)})`
  return conditionOf(filter, 0)
}

function simple(part: Condition, context: FilterContext, bind: Bind): string {
  const { field, op, value } = part
  const target = filterTarget(field, context.custom, bind)
  if (!target) throw badFilter(`There is no field "${field}".`)
  if (!context.rights.categories[target.category].read || (field === 'nextAction' && !mayReadAdvice(context.rights)))
    throw new Refusal('filterNotAllowed', 403, `Your roles do not let you read "${field}", so you cannot filter by it.`)
  const ids = context.found?.get(part)
  if (ids) return `a.id = any (${bind(ids)}::uuid[])`
  const given = standIn(target, value, context)
  const condition = comparison(target, op, given, bind)
  if (!condition) throw badFilter(`"${field}" cannot be compared by "${op}" with this value.`)
  return condition
}

/** `me` and `mine` stand for the asker and his teams, so that one shared view fits everybody. */
export function standIn(
  { kind }: FilterTarget,
  value: unknown,
  { userId, teamIds }: Pick<FilterContext, 'userId' | 'teamIds'>,
): unknown {
  if ((kind !== 'person' && kind !== 'team') || value === undefined) return value
  const given: readonly unknown[] = Array.isArray(value) ? value : [value]
  return given.flatMap((one): readonly unknown[] => {
    if (kind === 'person' && one === 'me') return [userId]
    return kind === 'team' && one === 'mine' ? teamIds : [one]
  })
}
