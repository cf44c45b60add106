import type { Filter, FilterOperator } from '@quayside/contract'
import type { User } from '../../../platform/http/serve.ts'
import { type Bind, badFilter, comparison, type FilterTarget, readFilter } from '../../accounts/index.ts'

/** A filter of a list's address as a condition, every value bound; 'true' without one. @throws Refusal 422 `badFilter` */
export function filterOf(
  text: string | undefined,
  targets: Readonly<Record<string, FilterTarget>>,
  user: User,
  bind: Bind,
): string {
  const filter = readFilter(text)
  return filter ? conditionOf(filter, targets, user, bind) : 'true'
}

function conditionOf(part: Filter, targets: Readonly<Record<string, FilterTarget>>, user: User, bind: Bind): string {
  const group = (parts: readonly Filter[], joint: string) =>
    parts.length === 0 ? 'true' : `(${parts.map((one) => conditionOf(one, targets, user, bind)).join(joint)})`
  if ('all' in part) return group(part.all, ' and ')
  if ('any' in part) return group(part.any, ' or ')
  return simple(part, targets, user, bind)
}

function simple(
  { field, op, value }: { field: string; op: FilterOperator; value?: unknown },
  targets: Readonly<Record<string, FilterTarget>>,
  user: User,
  bind: Bind,
): string {
  const target = Object.hasOwn(targets, field) ? targets[field] : undefined
  if (!target) throw badFilter(`There is no field "${field}".`)
  const condition = comparison(target, op, standIn(target, value, user), bind)
  if (!condition) throw badFilter(`"${field}" cannot be compared by "${op}" with this value.`)
  return condition
}

/** `me` and `mine` stand for the asker and his teams. */
function standIn({ kind }: FilterTarget, value: unknown, { id, teamIds }: User): unknown {
  if ((kind !== 'person' && kind !== 'team') || value === undefined) return value
  const given: readonly unknown[] = Array.isArray(value) ? value : [value]
  return given.flatMap((one): readonly unknown[] =>
    kind === 'person' && one === 'me' ? [id] : kind === 'team' && one === 'mine' ? teamIds : [one],
  )
}
