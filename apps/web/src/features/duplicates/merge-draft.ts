import type { Account, BodyOf, mergeAccounts } from '@quayside/contract'
import { AccountFields } from '@quayside/contract'

export type Side = 'a' | 'b'
export type Pick3 = Side | 'both'
export type Picks = Readonly<Record<string, Pick3>>

/** The two must be of one kind, and where a record came from stays true of it; custom fields are chosen one by one. */
const notChosen: ReadonlySet<string> = new Set(['kind', 'source', 'custom'])
const lists: ReadonlySet<string> = new Set(['tags', 'goods', 'serviceNeeds', 'competitorsUsed'])
const notes: ReadonlySet<string> = new Set(['note', 'sharedNote'])

export interface MergeField {
  name: string
  a: unknown
  b: unknown
  differs: boolean
  /** Both values can stand. */
  joinable: boolean
  /** Withheld from the reader on one side: the server decides, nobody is asked. */
  masked: boolean
}

export const isEmptyValue = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const same = (a: unknown, b: unknown) => (isEmptyValue(a) && isEmptyValue(b)) || JSON.stringify(a) === JSON.stringify(b)

/** Every field that one of the two has, in the order of the shape. */
export function mergeFields(a: Account, b: Account, customKinds: ReadonlyMap<string, string>): MergeField[] {
  const typed = [...Object.keys(AccountFields.shape).filter((name) => !notChosen.has(name)), 'state']
  const custom = [...customKinds.keys()].map((key) => `custom.${key}`)
  return [...typed, ...custom]
    .map((name) => {
      const [left, right] = [fieldOf(a, name), fieldOf(b, name)]
      return {
        name,
        a: left,
        b: right,
        differs: !same(left, right),
        joinable: lists.has(name) || notes.has(name) || customKinds.get(name.slice('custom.'.length)) === 'choices',
        masked: a.masked.includes(name) || b.masked.includes(name),
      }
    })
    .filter((field) => field.masked || !(isEmptyValue(field.a) && isEmptyValue(field.b)))
}

export function fieldOf(account: Account, name: string): unknown {
  if (name.startsWith('custom.')) return account.custom[name.slice('custom.'.length)] ?? null
  return account[name as keyof Account]
}

/** What stands without a choice, as the server has it: the winner's value, the other's where the winner has none, lists joined. */
export function pickOf(field: MergeField, picks: Picks, winner: Side): Pick3 {
  const own = picks[field.name]
  if (own) return own
  if (lists.has(field.name)) return 'both'
  const other = winner === 'a' ? 'b' : 'a'
  return isEmptyValue(field[winner]) && !isEmptyValue(field[other]) && field.name !== 'state' ? other : winner
}

export function resultOf(field: MergeField, pick: Pick3): unknown {
  if (pick !== 'both') return field[pick]
  if (Array.isArray(field.a) || Array.isArray(field.b))
    return [...new Set([...((field.a as unknown[] | null) ?? []), ...((field.b as unknown[] | null) ?? [])])]
  return [...new Set([field.a, field.b].filter((value) => !isEmptyValue(value)))].join('\n\n')
}

/** Only what was chosen by hand is sent; all else follows the rule of the server. */
export function choicesOf(picks: Picks, winner: Side): BodyOf<typeof mergeAccounts>['choices'] {
  return Object.fromEntries(
    Object.entries(picks).map(([name, pick]) => [
      name,
      pick === 'both' ? 'both' : pick === winner ? 'winner' : 'loser',
    ]),
  )
}

/** Which to keep unless one decides otherwise: the one with more orders, then the better known, then the older. */
export function likelyWinner(a: Account, b: Account, orders: { a: number; b: number }): Side {
  if (orders.a !== orders.b) return orders.a > orders.b ? 'a' : 'b'
  if (a.qualityScore !== b.qualityScore) return a.qualityScore > b.qualityScore ? 'a' : 'b'
  return a.createdAt <= b.createdAt ? 'a' : 'b'
}
