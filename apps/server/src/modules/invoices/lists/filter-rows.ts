import type { User } from '../../../platform/http/serve.ts'
import {
  type Bind,
  badFilter,
  comparison,
  type FilterTarget,
  joined,
  readFilter,
  standIn,
} from '../../accounts/index.ts'

/** A filter of a list's address as a condition, every value bound; 'true' without one. @throws Refusal 422 `badFilter` */
export function filterOf(
  text: string | undefined,
  targets: Readonly<Record<string, FilterTarget>>,
  { id: userId, teamIds }: User,
  bind: Bind,
): string {
  const filter = readFilter(text)
  if (!filter) return 'true'
  return joined(filter, ({ field, op, value }) => {
    const target = Object.hasOwn(targets, field) ? targets[field] : undefined
    if (!target) throw badFilter(`There is no field "${field}".`)
    const condition = comparison(target, op, standIn(target, value, { userId, teamIds }), bind)
    if (!condition) throw badFilter(`"${field}" cannot be compared by "${op}" with this value.`)
    return condition
  })
}
