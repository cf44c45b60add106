import type { ReplyOf, readQuality as route } from '@quayside/contract'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { completenessOf, freshnessOf, validityOf } from '../score-quality.ts'
import { findQualityGroups, type QualityGroup } from './quality-bands.queries.ts'

type Reply = ReplyOf<typeof route>
type Band = Reply['overall']

interface Sums {
  accounts: number
  score: number
  completeness: number
  freshness: number
  validity: number
  toVerify: number
}

const commonest = 20

/** Quality of the accounts the reader sees: overall, by team, by owner, and what is wrong most often. */
export async function readQuality(db: Db, user: User, now: Date): Promise<Reply> {
  const { groups, asOf } = await findQualityGroups(db, user.rights, now)
  const overall = noSums()
  const teams = new Map<string, Sums>()
  const owners = new Map<string, Sums>()
  const issues = new Map<string, number>()
  for (const group of groups) {
    for (const sums of [overall, sumsOf(teams, group.team_id), sumsOf(owners, group.owner_id)]) add(sums, group)
    for (const issue of group.issues) issues.set(issue, (issues.get(issue) ?? 0) + group.accounts)
  }
  const names = await findNames(db)
  return {
    asOf: asOf.toISOString(),
    overall: band('all', '', overall),
    byTeam: bands(teams, names),
    byOwner: bands(owners, names),
    issues: [...issues]
      .map(([issue, accounts]) => ({ issue, accounts }))
      .sort((a, b) => b.accounts - a.accounts || (a.issue < b.issue ? -1 : 1))
      .slice(0, commonest),
  }
}

const noSums = (): Sums => ({ accounts: 0, score: 0, completeness: 0, freshness: 0, validity: 0, toVerify: 0 })

function sumsOf(all: Map<string, Sums>, key: string | null): Sums {
  const known = all.get(key ?? 'none') ?? noSums()
  all.set(key ?? 'none', known)
  return known
}

function add(sums: Sums, { kind, issues, poor, accounts, score }: QualityGroup): void {
  const completeness = completenessOf(kind, issues)
  const validity = validityOf(kind, issues)
  sums.accounts += accounts
  sums.score += score
  sums.completeness += completeness * accounts
  sums.validity += validity * accounts
  sums.freshness += freshnessOf(score / accounts, completeness, validity) * accounts
  if (poor || issues.some(needsVerifying)) sums.toVerify += accounts
}

/** What a person has to look at, as opposed to what merely is not known yet. */
export const needsVerifying = (issue: string): boolean => issue === 'stale' || issue.startsWith('invalid.')

function band(key: string, name: string, { accounts, toVerify, ...sums }: Sums): Band {
  const mean = (sum: number) => (accounts === 0 ? 0 : Math.round((sum / accounts) * 10) / 10)
  return {
    key,
    name,
    accounts,
    score: mean(sums.score),
    completeness: mean(sums.completeness),
    freshness: mean(sums.freshness),
    validity: mean(sums.validity),
    toVerify,
  }
}

const bands = (all: ReadonlyMap<string, Sums>, names: ReadonlyMap<string, string>): Band[] =>
  [...all]
    .map(([key, sums]) => band(key, names.get(key) ?? '', sums))
    .sort((a, b) => b.accounts - a.accounts || (a.key < b.key ? -1 : 1))

async function findNames(db: Db): Promise<Map<string, string>> {
  const text = 'select id, name from users union all select id, name from teams'
  const { rows } = await connectionOf(db).query<{ id: string; name: string }>(text)
  return new Map(rows.map((row) => [row.id, row.name]))
}
