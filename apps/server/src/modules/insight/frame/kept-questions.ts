import { AnalysisPeriod } from '@quayside/contract'
import { type Database, readAsOwner, writeAsOwner } from '../../../platform/database.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { type AskedOnce, remember, rememberedMs } from './asked-lately.ts'
import type { ServedAnalysis } from './serve-analysis.ts'

/** Notes down what was asked, for the next start; what is older than some days is forgotten. */
export async function noteAsked(database: Database, asked: readonly AskedOnce[], now: Date): Promise<void> {
  await writeAsOwner(database, async (tx) => {
    await tx
      .deleteFrom('analysis_questions')
      .where('asked_at', '<', new Date(now.getTime() - rememberedMs))
      .execute()
    if (asked.length === 0) return
    await tx
      .insertInto('analysis_questions')
      .values(
        asked.map(({ key, analysis, period, question, asker, at }) => ({
          key,
          analysis: analysis.name,
          period,
          question: JSON.stringify(question),
          asker,
          asked_at: at,
        })),
      )
      .onConflict((known) => known.column('key').doUpdateSet(({ ref }) => ({ asked_at: ref('excluded.asked_at') })))
      .execute()
  })
}

/** Takes up again what was asked before the start. What no analysis takes any more is left out. */
export async function takeUpAsked(
  database: Database,
  warehouse: Warehouse,
  known: readonly ServedAnalysis[],
  now: Date,
): Promise<void> {
  const rows = await readAsOwner(database, (db) =>
    db
      .selectFrom('analysis_questions')
      .selectAll()
      .where('asked_at', '>', new Date(now.getTime() - rememberedMs))
      .orderBy('asked_at')
      .execute(),
  )
  for (const { analysis: name, period, question, asker, asked_at: at } of rows) {
    const analysis = known.find((one) => one.name === name)
    const named = AnalysisPeriod.safeParse(period)
    if (analysis && named.success)
      remember(warehouse, { analysis, period: named.data, question: question as AskedOnce['question'], asker, at })
  }
}
