import type { Filter, FilterKind, FilterOperator } from '@quayside/contract'

/** What can be filtered by, in the reader's words. */
export interface FilterField {
  id: string
  label: string
  kind: FilterKind
  /** For choices, people, teams and tags. */
  choices?: readonly { value: string; label: string }[]
  /** Named in a condition that came from somebody else, but not offered: this reader does not see it. */
  closed?: boolean
  /** Heading in the list of fields. */
  group?: string
}

export interface Condition {
  field: string
  op: FilterOperator
  value?: unknown
}

/** One chip: a condition, or several of which one must hold. */
export type Clause = Condition[]

const listOps: FilterOperator[] = ['in', 'notIn', 'isEmpty', 'isNotEmpty']
const figureOps: FilterOperator[] = ['gte', 'lte', 'between', 'is', 'gt', 'lt', 'isEmpty', 'isNotEmpty']
const operators: Record<FilterKind, FilterOperator[]> = {
  text: ['contains', 'startsWith', 'is', 'isNot', 'isEmpty', 'isNotEmpty'],
  choice: listOps,
  person: listOps,
  team: listOps,
  tags: listOps,
  number: figureOps,
  money: figureOps,
  date: ['withinDays', 'olderThanDays', 'between', 'gte', 'lte', 'is', 'isEmpty', 'isNotEmpty'],
  boolean: ['is'],
}

export const operatorsOf = (kind: FilterKind): readonly FilterOperator[] => operators[kind]

/** Days are later or earlier, not larger or smaller. */
const wordsOfDays: Partial<Record<FilterOperator, 'before' | 'after' | 'onOrBefore' | 'onOrAfter'>> = {
  lt: 'before',
  gt: 'after',
  lte: 'onOrBefore',
  gte: 'onOrAfter',
}

/** The name of the text that says the operator in a sentence about a field of this kind. */
export const wordOf = (kind: FilterKind | undefined, op: FilterOperator) =>
  (kind === 'date' ? wordsOfDays[op] : undefined) ?? op

export const needsValue = (op: FilterOperator) => op !== 'isEmpty' && op !== 'isNotEmpty'

/** Whether the condition says enough to be sent. */
export function isComplete({ op, value }: Condition): boolean {
  if (!needsValue(op)) return true
  if (op === 'between')
    return (
      Array.isArray(value) &&
      value.length === 2 &&
      value.every((end) => end !== null && end !== undefined && end !== '')
    )
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== null && value !== ''
}

function isCondition(filter: Filter): filter is Condition {
  return 'field' in filter
}

/** The chips of a filter. What is nested deeper than the builder can show stays untouched beside it, see `restOf`. */
export function clausesOf(filter: Filter | undefined): Clause[] {
  if (!filter) return []
  if (isCondition(filter)) return [[filter]]
  if ('any' in filter) return filter.any.every(isCondition) ? [filter.any as Condition[]] : []
  return filter.all.flatMap((part) => {
    if (isCondition(part)) return [[part]]
    return 'any' in part && part.any.every(isCondition) ? [part.any as Condition[]] : []
  })
}

/** Parts that were written by hand or by a program and do not fit into chips. */
export function restOf(filter: Filter | undefined): Filter[] {
  if (!filter || isCondition(filter)) return []
  if ('any' in filter) return filter.any.every(isCondition) ? [] : [filter]
  return filter.all.filter((part) => !isCondition(part) && ('all' in part || !part.any.every(isCondition)))
}

export function filterOf(clauses: readonly Clause[], rest: readonly Filter[] = []): Filter | undefined {
  const parts: Filter[] = clauses
    .map((clause) => clause.filter(isComplete))
    .filter((clause) => clause.length > 0)
    .map((clause) => (clause.length === 1 && clause[0] ? clause[0] : { any: clause }))
  return parts.length + rest.length === 0 ? undefined : { all: [...parts, ...rest] }
}

export function newCondition(field: FilterField): Condition {
  const op = operatorsOf(field.kind)[0] ?? 'is'
  return { field: field.id, op, value: field.kind === 'boolean' ? true : undefined }
}

/** Keeps the value where the new operator still understands it. */
export function withOperator(condition: Condition, op: FilterOperator): Condition {
  const shape = (one: FilterOperator) =>
    one === 'between' ? 'pair' : one === 'in' || one === 'notIn' ? 'list' : one.endsWith('Days') ? 'days' : 'one'
  return { field: condition.field, op, value: shape(op) === shape(condition.op) ? condition.value : undefined }
}
