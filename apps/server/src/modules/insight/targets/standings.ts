import type { AnalysisFilter, TargetMeasure, TargetScope, TargetStanding } from '@quayside/contract'
import { moneyMeasures } from '@quayside/contract'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import { type Beholder, reachOf, sightOfLines } from '../frame/visible-to.ts'
import { type SpanTarget, targetOver } from './over-period.ts'

/** Whose target a figure is held against. */
export interface Aimed {
  scope: TargetScope
  of: string | null
}
export type KnownTarget = Aimed & SpanTarget & { measure: TargetMeasure }

/** Targets of the years that a period touches, as far as the reader sees them. Money of `currency` alone. */
export async function readTargets(db: Db, { from, to }: Period, currency = ''): Promise<KnownTarget[]> {
  if (!from || !to) return []
  const { rows } = await sql<Omit<KnownTarget, 'value'> & { valueE4: string }>`
    select measure, scope, of_key as "of", span, starts_on as "startsOn", value_e4 as "valueE4" from targets
    where  removed_at is null and starts_on between ${`${from.slice(0, 4)}-01-01`}::date and ${to}::date
    and    (currency is null or currency = ${currency})`.execute(db)
  return rows.map(({ valueE4, ...row }) => ({
    ...row,
    value: moneyMeasures.has(row.measure) ? Number(valueE4) : Number(valueE4) / 10_000,
  }))
}

/** Changes with every target set, changed or taken away. */
export async function stateOfTargets(db: Db): Promise<string> {
  const { rows } = await sql<{ state: string | null }>`
    select md5(string_agg(id::text || version::text, ',' order by id)) as state from targets`.execute(db)
  return rows[0]?.state ?? ''
}

type Period = Pick<AnalysisFilter, 'from' | 'to'>

/**
 * Whose target the whole of an answer may be held against: only one whose customers and services the answer covers wholly. Of some of
 * a team's customers nobody can say whether the team is where it should be. null: nobody's.
 */
export function aimOf(
  { region, service, ownerId, teamId }: AnalysisFilter,
  beholder: Exclude<Beholder, null>,
): Aimed | null {
  const reach = reachOf(beholder, sightOfLines)
  if (region !== undefined || reach === 'none') return null
  const narrowedBy = [service, ownerId, teamId].filter((value) => value !== undefined).length
  if (narrowedBy > 1) return null
  if (service !== undefined) return reach === 'all' ? { scope: 'service', of: service } : null
  if (teamId !== undefined)
    return reach === 'all' || (reach === 'team' && beholder.teamIds.includes(teamId))
      ? { scope: 'team', of: teamId }
      : null
  if (ownerId !== undefined) return reach === 'all' || ownerId === beholder.id ? { scope: 'owner', of: ownerId } : null
  if (reach === 'all') return { scope: 'company', of: null }
  return reach === 'own' ? { scope: 'owner', of: beholder.id } : null
}

/** Scopes of the parts of an answer that is not narrowed. */
const scopesOfParts: Partial<Record<string, TargetScope>> = {
  service: 'service',
  tier: 'tier',
  owner: 'owner',
  team: 'team',
}

/** Whose target a part may be held against; null: parts of this kind have none, or the answer is narrowed. */
export function aimOfPart(
  by: string,
  key: string,
  { region, service, ownerId, teamId }: AnalysisFilter,
  beholder: Exclude<Beholder, null>,
): Aimed | null {
  const scope = scopesOfParts[by]
  if (!scope || [region, service, ownerId, teamId].some((value) => value !== undefined)) return null
  const reach = reachOf(beholder, sightOfLines)
  if (reach === 'all') return { scope, of: key }
  if (scope === 'owner') return key === beholder.id ? { scope, of: key } : null
  return scope === 'team' && reach === 'team' && beholder.teamIds.includes(key) ? { scope, of: key } : null
}

/** How figures stand against their targets: only those that have one for a day of the period at least. */
export function standingsOf(
  targets: readonly KnownTarget[],
  aim: Aimed | null,
  { from, to }: Period,
  actuals: Partial<Record<TargetMeasure, number | null>>,
): TargetStanding[] {
  if (!aim || !from || !to) return []
  const own = targets.filter(({ scope, of }) => scope === aim.scope && of === aim.of)
  if (own.length === 0) return []
  return (Object.entries(actuals) as [TargetMeasure, number | null][]).flatMap(([measure, actual]) => {
    const ofMeasure = own.filter((one) => one.measure === measure)
    const { value, covered } = targetOver(measure, ofMeasure, from, to)
    if (covered === 0) return []
    const target = value !== null && moneyMeasures.has(measure) ? Math.round(value) : value
    const known = target !== null && actual !== null
    return [
      {
        measure,
        ...aim,
        target,
        covered,
        actual,
        difference: known ? actual - target : null,
        reached: known && target > 0 ? actual / target : null,
      },
    ]
  })
}
