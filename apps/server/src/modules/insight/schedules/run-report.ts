import { buffer } from 'node:stream/consumers'
import { type AnalysisView, mayUse } from '@quayside/contract'
import { dayAt } from '@quayside/worktime'
import { type Db, readAs } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { letterheadOf } from '../../../platform/reports/letterhead.ts'
import { inBothLanguages, sentenceOf } from '../../../platform/sentence.ts'
import { findActiveUser } from '../../identity/index.ts'
import { analyses } from '../analyses.ts'
import { withFilters } from '../frame/filter-notes.ts'
import { ofOneState } from '../frame/of-one-state.ts'
import type { Report } from '../frame/report.ts'
import { reportFile, reportTypes } from '../frame/report-file.ts'
import type { ServedAnalysis } from '../frame/serve-analysis.ts'
import { requireWarehouse } from '../frame/warehouse-at-hand.ts'
import { findView, questionOn } from '../saved/analysis-views.ts'
import { type Claimed, claimRun, type OrderNext } from './claim-run.ts'
import { deliver } from './deliver.ts'
import { endRun, keepReport, stopSchedule } from './end-run.ts'
import { stopReasons } from './reasons.ts'
import type { ReportOrder } from './run-report.job.ts'

const known = new Map(analyses.map((analysis) => [analysis.name, analysis]))

export interface MadeReport {
  report: Report
  /** What its owner called it. */
  name: string
  company: string
  timeZone: string
  sender: string
  senderAddress: string
  analysis: ServedAnalysis
  place: AnalysisView['place']
  /** As it was put, for what it tells depends on it. */
  query: unknown
  content: Buffer
  fileName: string
  mediaType: string
  rows: number
}

/** One sending: made with what its owner may see at this moment, handed to each recipient at most once. */
export async function runReport(order: ReportOrder, context: JobContext, orderNext: OrderNext): Promise<void> {
  const claimed = await claimRun(context, order, orderNext)
  if (!claimed) return
  const made = await reportOrReason(claimed, context)
  if (made instanceof Refusal) return stopSchedule(context, claimed, sentenceOf(made))
  await keepReport(context, claimed, made)
  const unsent = await deliver(context, claimed, made)
  if (unsent !== null && !claimed.isLastAttempt) throw new Error(`Some mail was not taken yet: ${unsent.en}`)
  await endRun(context, claimed, made)
}

/** What a retry may mend is thrown; a refusal will be the same next time. */
async function reportOrReason(claimed: Claimed, context: JobContext): Promise<MadeReport | Refusal> {
  try {
    return await makeReport(claimed, context)
  } catch (error) {
    if (error instanceof Refusal && error.status < 500) return error
    if (!(error instanceof Refusal)) throw error
    throw new Error(error.message, { cause: error })
  }
}

async function makeReport({ schedule, now }: Claimed, { database, warehouse }: JobContext): Promise<MadeReport> {
  const owner = await findActiveUser(database, schedule.owner_id)
  if (!owner) throw stopReasons.ownerInactive()
  refuseLostRights(owner)
  const read = <T>(work: (db: Db) => Promise<T>) => readAs(database, owner.id, work)
  const view = await read((db) => findView(db, schedule.view_id))
  if (!view) throw stopReasons.viewGone()
  // What goes out in one's name is what one has looked at.
  if (view.owner_id !== owner.id && schedule.view_version !== null && view.version !== schedule.view_version)
    throw stopReasons.viewChanged()
  const { time_zone } = await read((db) => db.selectFrom('company').select('time_zone').executeTakeFirstOrThrow())
  const query = questionOn(known, view, dayAt(now, time_zone))
  const analysis = known.get(view.analysis)
  if (!analysis) throw analysisGone()
  analysis.refuse(owner, 'read', query)
  analysis.refuse(owner, 'export', query)
  const at = requireWarehouse(warehouse)
  const answer = await ofOneState(at, () => analysis.answer({ warehouse: at, query, beholder: owner, now, read }))
  const plain = analysis.report(answer, schedule.locale, owner.rights)
  const report = await read((db) => withFilters(db, plain, query, schedule.locale))
  const letterhead = await read((db) => letterheadOf(db, now, schedule.locale))
  return {
    report,
    name: view.name,
    company: letterhead.company,
    timeZone: time_zone,
    sender: owner.name,
    senderAddress: owner.email,
    analysis,
    place: view.place,
    query,
    content: await buffer(await reportFile(report, schedule.format, schedule.locale, letterhead)),
    fileName: `${asFileName(view.name)} ${dayAt(now, time_zone)}.${schedule.format}`,
    mediaType: reportTypes[schedule.format],
    rows: report.tables[0]?.rows.length ?? 0,
  }
}

function refuseLostRights({ rights }: User): void {
  if (!mayUse(rights, 'analyses', 'read')) throw stopReasons.mayNotRead()
  if (!mayUse(rights, 'analyses', 'export')) throw stopReasons.mayNotExport()
}

/** No folders, no controls, nothing that turns the order of letters round; at the front no dot, which hides a file. */
const asFileName = (name: string) =>
  name
    .replaceAll(/[\s\p{Cc}\u2028-\u202E\u2066-\u2069/\\:*?"<>|]+/gu, ' ')
    .replace(/^[.\s]+/, '')
    .trim() || 'report'

const analysisGone = () =>
  new Refusal('analysisGone', 422, 'The analysis is gone.', {
    extra: inBothLanguages('已没有这个分析。', 'The analysis is gone.'),
  })
