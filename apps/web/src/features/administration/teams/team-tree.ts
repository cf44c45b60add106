import type { Team } from '@quayside/contract'

/** The teams in the order of the tree, each with how deep it hangs. A circle, should one exist, is broken at its first team. */
export function inTreeOrder(teams: readonly Team[]): { team: Team; depth: number }[] {
  const below = Map.groupBy(teams, (team) => team.parentId)
  const known = new Set(teams.map((team) => team.id))
  const seen = new Set<string>()
  const result: { team: Team; depth: number }[] = []
  const visit = (team: Team, depth: number) => {
    if (seen.has(team.id)) return
    seen.add(team.id)
    result.push({ team, depth })
    for (const child of below.get(team.id) ?? []) visit(child, depth + 1)
  }
  for (const team of teams) if (team.parentId === null || !known.has(team.parentId)) visit(team, 0)
  for (const team of teams) visit(team, 0)
  return result
}
