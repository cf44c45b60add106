import { type AnalysisPeriod, daysOfPeriod, usualQuestions } from '@quayside/contract'
import { analyses } from '../apps/server/src/modules/insight/analyses.ts'
import { assessAccounts, wholeCompany } from '../apps/server/src/modules/insight/assessment/assess-accounts.ts'
import type { ServedAnalysis } from '../apps/server/src/modules/insight/frame/serve-analysis.ts'
import { companyDay } from '../apps/server/src/platform/company-day.ts'
import { type Database, readAsOwner } from '../apps/server/src/platform/database.ts'
import type { Warehouse } from '../apps/server/src/warehouse/feeder.ts'
import { figure, type Row } from './table.ts'
import { cpuSince } from './timed.ts'

const runs = 5
const budgetMs = 200

/** Every analysis over everybody, nothing kept from before: as its page is opened, and over all time; and the daily assessment. */
export async function pagesOfAnalysis(database: Database, warehouse: Warehouse): Promise<Row[]> {
  const rows: Row[] = []
  const today = await readAsOwner(database, (db) => companyDay(db, new Date()))
  for (const analysis of analyses)
    for (const [asked, query] of questionsOf(analysis, today)) {
      const row = await measured(database, warehouse, { analysis, asked, query })
      // At ten million lines they take minutes: whoever waits sees how far it is.
      process.stderr.write(`${row.what}: ${row.measured}\n`)
      rows.push(row)
    }
  const began = performance.now()
  const accounts = await assessAccounts(database, { ...warehouse }, new Date())
  const seconds = (performance.now() - began) / 1000
  return [
    ...rows,
    {
      what: `assessment of ${figure(accounts)} customers: lifetime value, RFM, churn radar, growth, health, written`,
      measured: `${figure(seconds, 1)} s; resident memory after it ${figure(process.memoryUsage().rss / 2 ** 20)} MiB`,
      comparator: '',
      ratio: '',
      budget: '',
      met: null,
    },
  ]
}

interface Question {
  analysis: ServedAnalysis
  /** What it is asked over, in words. */
  asked: string
  query: unknown
}

async function measured(database: Database, warehouse: Warehouse, { analysis, asked, query }: Question): Promise<Row> {
  const taken: number[] = []
  const worked: number[] = []
  const memory = watchMemory()
  for (let run = 0; run < runs; run++) {
    const [began, processor] = [performance.now(), process.cpuUsage()]
    // A warehouse of its own each time: what was answered before is kept.
    await analysis.answer({
      warehouse: { ...warehouse },
      query,
      beholder: wholeCompany,
      now: new Date(),
      read: (work) => readAsOwner(database, work),
    })
    taken.push(performance.now() - began)
    worked.push(cpuSince(processor))
  }
  const peak = memory()
  const worst = Math.max(...taken)
  return {
    what: `page of analysis: ${analysis.name}, ${asked}`,
    measured: `${figure(middle(taken))} ms, at worst ${figure(worst)} ms of ${runs}; processor ${figure(middle(worked))} ms, memory up to ${figure(peak)} MiB`,
    comparator: '',
    ratio: '',
    budget: `p95 ≤ ${budgetMs} ms`,
    met: worst <= budgetMs,
  }
}

/** Answers the most resident memory, in MiB, that the whole process (product and warehouse) had since. */
function watchMemory(): () => number {
  let most = process.memoryUsage.rss()
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const watch = setInterval(look, 5)
  return () => {
    clearInterval(watch)
    look()
    return most / 2 ** 20
  }
}

const middle = (figures: readonly number[]) => figures.toSorted((a, b) => a - b)[figures.length >> 1] as number

const opened: Readonly<Partial<Record<string, { period: AnalysisPeriod; asks: object }>>> = usualQuestions

/** As its page asks when it is opened, with its period by name; and over all time, where that is another question. */
function questionsOf({ name, parse }: ServedAnalysis, today: string): [string, unknown][] {
  // What cannot be asked without a choice is asked with one a person would make first.
  const chosen: Record<string, object> = { 'cross-selling': { left: '["road"]', right: 'warehousing' } }
  const usual = opened[name]
  const allTime: [string, unknown] = ['all time', parse({ ...usual?.asks, ...chosen[name] })]
  if (!usual || usual.period === 'all') return [allTime]
  const days = daysOfPeriod(usual.period, today, {})
  return [[usual.period, parse({ ...days, ...usual.asks })], allTime]
}
