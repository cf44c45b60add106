import { type Database, readAsOwner } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { askedLately } from './asked-lately.ts'

interface Options {
  clock: () => Date
  log: { error(fields: object, message: string): void }
  /** In whose name: one who sees every customer. */
  beholder: User
  quietMs?: number
  everyMs?: number
}

/**
 * Answers anew what was asked lately, once the warehouse has moved on and been quiet for a while, one question after the other: who
 * asks next finds the answer.
 */
export function keepAnswersWarm(
  database: Database,
  warehouse: Warehouse,
  { clock, log, beholder, quietMs = 3_000, everyMs = 15_000 }: Options,
): { answerAgain(): Promise<void>; stop(): Promise<void> } {
  let movedAt = Number.NEGATIVE_INFINITY
  let answered = warehouse.state().generation
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  warehouse.onChange(() => {
    movedAt = performance.now()
  })

  const answerAgain = async () => {
    answered = warehouse.state().generation
    for (const { analysis, query } of askedLately(warehouse)) {
      if (stopped) return
      const read: Parameters<typeof analysis.answer>[0]['read'] = (work) => readAsOwner(database, work)
      await analysis
        .answer({ warehouse, query, beholder, now: clock(), read })
        .catch((error: Error) => log.error({ err: error, analysis: analysis.name }, 'an answer could not be kept warm'))
    }
  }
  let timer: NodeJS.Timeout
  const look = () => {
    const isDue = answered !== warehouse.state().generation && performance.now() - movedAt >= quietMs
    running = (isDue ? answerAgain() : Promise.resolve()).then(() => {
      if (!stopped) timer = setTimeout(look, everyMs).unref()
    })
  }
  timer = setTimeout(look, everyMs).unref()
  return {
    answerAgain,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
