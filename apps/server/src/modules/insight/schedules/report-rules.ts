import type { ReplyOf, ReportRules, readReportRules } from '@quayside/contract'
import { connectionOf, type Db, prepared, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { changedMeanwhile } from '../../../platform/refusal.ts'

type Shown = ReplyOf<typeof readReportRules>
type Row = ReportRules & { version: number } & Record<string, unknown>

/** Its events hang on this fixed id: there is one set of rules. */
const rulesId = '01990000-0000-7000-8000-0000000000c1'

export async function rulesOf(db: Db): Promise<Row> {
  const [row] = await prepared<Row>(db, 'report-rules', 'select outside, domains, version from report_rules', [])
  if (!row) throw new Error('The rules of reports are missing.')
  return row
}

export async function shownRules(db: Db, user: User): Promise<Shown> {
  const { outside, domains, version } = await rulesOf(db)
  return { outside, domains, version, mayChange: user.rights.modules.administration.change === 'all' }
}

export async function changeRules(tx: Tx, user: User, rules: ReportRules, version: number, now: Date): Promise<Shown> {
  const domains = [...new Set(rules.domains)]
  const { rowCount } = await connectionOf(tx).query(
    'update report_rules set outside = $1, domains = $2, version = version + 1 where version = $3',
    [rules.outside, domains, version],
  )
  if (rowCount !== 1) throw changedMeanwhile(await shownRules(tx, user))
  const subject = { type: 'reportRules', id: rulesId }
  await recordEvent(tx, { kind: 'reportRules.changed', subject, actorId: user.id, at: now, data: { is: rules } })
  return shownRules(tx, user)
}

/** Whether a report may be mailed to an address outside. */
export function mayReach({ outside, domains }: ReportRules, address: string): boolean {
  switch (outside) {
    case 'anybody':
      return true
    case 'nobody':
      return false
    case 'listed':
      return domains.includes(address.slice(address.lastIndexOf('@') + 1).toLowerCase())
    default:
      return outside satisfies never
  }
}
