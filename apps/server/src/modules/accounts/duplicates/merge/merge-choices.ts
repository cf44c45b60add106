import type { AccountFields } from '@quayside/contract'
import { type AccountField, type AccountRecord, columnOfField, isEmptyValue } from '../../account-fields.ts'
import type { ColumnValues } from '../../accounts.queries.ts'

export type Choice = 'winner' | 'loser' | 'both'
export type Choices = Readonly<Record<string, Choice>>

const lists: ReadonlySet<string> = new Set(['tags', 'goods', 'serviceNeeds', 'competitorsUsed'])
const notes: ReadonlySet<string> = new Set(['note', 'sharedNote'])
/** Not asked for: the two must be of one kind, and where a record came from stays true of it. */
const fixed: ReadonlySet<string> = new Set(['kind', 'source', 'custom'])

export const choosableFields = (Object.keys(columnOfField) as AccountField[]).filter((field) => !fixed.has(field))

/** Names the choices that make no sense: unknown fields, and `both` where only one value can stand. */
export function wrongChoices(choices: Choices, customKinds: ReadonlyMap<string, string>): string[] {
  return Object.entries(choices)
    .filter(([field, choice]) => {
      if (field.startsWith('custom.')) {
        const kind = customKinds.get(field.slice('custom.'.length))
        return kind === undefined || (choice === 'both' && kind !== 'choices')
      }
      if (field !== 'state' && !choosableFields.includes(field as AccountField)) return true
      return choice === 'both' && !lists.has(field) && !notes.has(field)
    })
    .map(([field]) => field)
}

type Side = Pick<AccountRecord, (typeof columnOfField)[AccountField] | 'phone_raw' | 'state' | 'state_since'>

/** The columns in which the merged account differs from the winner. */
export function mergedValues(winner: Side, loser: Side, choices: Choices): ColumnValues {
  const values: ColumnValues = {}
  for (const field of choosableFields) {
    const column = columnOfField[field]
    const value = chosen(field, winner[column], loser[column], choices[field])
    if (!same(value, winner[column])) values[column] = value
  }
  // What was typed goes with the number that was made of it.
  if ('phone' in values) values.phone_raw = values.phone === loser.phone ? loser.phone_raw : winner.phone_raw
  const custom = mergedCustom(winner.custom, loser.custom, choices)
  if (!same(custom, winner.custom)) values.custom = custom
  if (choices.state === 'loser' && winner.state !== loser.state)
    Object.assign(values, { state: loser.state, state_since: loser.state_since })
  return values
}

function mergedCustom(winner: unknown, loser: unknown, choices: Choices): Record<string, unknown> {
  const [own, other] = [winner, loser] as Record<string, unknown>[]
  const merged: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(own ?? {}), ...Object.keys(other ?? {})])) {
    const field = `custom.${key}`
    const value = chosen(field, own?.[key] ?? null, other?.[key] ?? null, choices[field])
    if (!isEmptyValue(value)) merged[key] = value
  }
  return merged
}

function chosen(field: string, own: unknown, other: unknown, choice: Choice | undefined): unknown {
  switch (choice) {
    case 'winner':
      return own
    case 'loser':
      return other
    case 'both':
      return joined(own, other)
    case undefined:
      return lists.has(field) ? joined(own, other) : isEmptyValue(own) ? other : own
    default:
      return choice satisfies never
  }
}

function joined(own: unknown, other: unknown): unknown {
  if (Array.isArray(own) || Array.isArray(other))
    return [...new Set([...((own as unknown[] | null) ?? []), ...((other as unknown[] | null) ?? [])])]
  const texts = [own, other].filter((text) => !isEmptyValue(text))
  return texts.length === 0 ? own : [...new Set(texts)].join('\n\n')
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The fields whose value the chooser himself decided otherwise than the winner has it: these he must be allowed to write. */
export function decidedFields(values: ColumnValues, choices: Choices): string[] {
  return Object.keys(choices).filter((field) => {
    if (choices[field] === 'winner' || field === 'state') return false
    if (field.startsWith('custom.')) return 'custom' in values
    return columnOfField[field as keyof AccountFields] in values
  })
}
