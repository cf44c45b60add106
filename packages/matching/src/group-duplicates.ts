import type { MatchVerdict } from './match-record.ts'

/**
 * Groups of records joined by pairs, however indirectly (union–find with path halving, Tarjan & van Leeuwen, 1984).
 * By default only pairs judged "same" join. Members ascend; groups ascend by their first member.
 * @example groupDuplicates([{ one: 0, other: 2, verdict: 'same' }, { one: 2, other: 5, verdict: 'same' }]) // [[0, 2, 5]]
 */
export function groupDuplicates(
  pairs: readonly { readonly one: number; readonly other: number; readonly verdict: MatchVerdict }[],
  joinedBy: readonly MatchVerdict[] = ['same'],
): number[][] {
  const parent = new Map<number, number>()
  const root = (member: number): number => {
    let at = member
    for (let up = parent.get(at) ?? at; up !== at; up = parent.get(at) ?? at) {
      parent.set(at, parent.get(up) ?? up)
      at = up
    }
    return at
  }
  for (const { one, other, verdict } of pairs) {
    if (!joinedBy.includes(verdict)) continue
    const [low, high] = [root(one), root(other)].sort((a, b) => a - b) as [number, number]
    parent.set(low, low)
    parent.set(high, low)
    for (const member of [one, other]) if (!parent.has(member)) parent.set(member, low)
  }
  const groups = new Map<number, number[]>()
  for (const member of parent.keys()) groups.set(root(member), [...(groups.get(root(member)) ?? []), member])
  return [...groups.values()].map((group) => group.sort((a, b) => a - b)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}
