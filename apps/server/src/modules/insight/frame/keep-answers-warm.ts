import { companyDay } from '../../../platform/company-day.ts'
import { type Database, readAs, readAsOwner } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { type AskedOnce, askedEver, askedLately, askedOn } from './asked-lately.ts'
import { noteAsked, takeUpAsked } from './kept-questions.ts'
import type { ServedAnalysis } from './serve-analysis.ts'

interface Options {
  clock: () => Date
  log: { error(fields: object, message: string): void }
  /** In whose name what is asked over every customer is answered. */
  wholeCompany: User
  /** Somebody as his rights are now; null when he is gone. */
  userOf(id: string): Promise<User | null>
  /** What is asked of a page that is opened, whether or not somebody did. */
  fresh: readonly Pick<AskedOnce, 'analysis' | 'period' | 'question'>[]
  known: readonly ServedAnalysis[]
  quietMs?: number
  everyMs?: number
}

export interface WarmAnswers {
  /** One round: everything asked lately, what pages ask when they are opened, and once a day what is asked by who is away. */
  answerAgain(): Promise<void>
  stop(): Promise<void>
}

/** After a round that took a second nothing is answered for three: a quarter of the time at most goes into it. */
const restTimes = 3
/** Where something comes in all the time, it is answered all the same so often. */
const busyEveryMs = 120_000
/** Pages that nobody opened wait until a node has run for a minute, and are answered anew every five minutes at most. */
const freshAfterMs = 60_000
const freshEveryMs = 300_000

/**
 * Answers what was asked lately and what a fresh page asks before anybody does: at the start, on a new day, and once the warehouse has
 * moved on and been quiet for a while, or never is; one question after the other. What was asked is noted in the database over restarts.
 */
export function keepAnswersWarm(database: Database, warehouse: Warehouse, options: Options): WarmAnswers {
  const { clock, log, quietMs = 3_000, everyMs = 15_000 } = options
  let movedAt = Number.NEGATIVE_INFINITY
  let answered: string | null = null
  let freshAnswered: string | null = null
  let awayAnsweredOn: string | null = null
  let freshFrom = performance.now() + freshAfterMs
  let restUntil = Number.NEGATIVE_INFINITY
  let answeredAt = performance.now()
  let notedUntil = 0
  let tookUp = false
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  warehouse.onChange(() => {
    movedAt = performance.now()
  })
  const today = () => readAsOwner(database, (db) => companyDay(db, clock()))
  const stateOf = (day: string) => `${warehouse.state().generation} ${day}`

  const answerOne = async (
    one: Pick<AskedOnce, 'analysis' | 'period' | 'question'>,
    asker: string | null,
    day: string,
  ) => {
    const query = askedOn(one, day)
    const beholder = asker === null ? options.wholeCompany : await options.userOf(asker)
    if (query === undefined || beholder === null) return
    const read: Parameters<ServedAnalysis['answer']>[0]['read'] = (work) =>
      asker === null ? readAsOwner(database, work) : readAs(database, asker, work)
    one.analysis.refuse(beholder, 'read', query)
    await one.analysis.answer({ warehouse, query, beholder, now: clock(), read })
  }
  const answerAgain = async (withFresh = true) => {
    const day = await today()
    answered = stateOf(day)
    answeredAt = performance.now()
    if (withFresh) {
      freshAnswered = answered
      freshFrom = performance.now() + freshEveryMs
    }
    const lately = askedLately(warehouse, clock())
    const fresh = withFresh ? options.fresh.map((page) => ({ ...page, asker: null })) : []
    // Who comes in the morning, or after a start, finds his pages.
    const away =
      withFresh && awayAnsweredOn !== day ? askedEver(warehouse, clock()).filter((one) => !lately.includes(one)) : []
    if (withFresh) awayAnsweredOn = day
    for (const one of [...lately, ...fresh, ...away]) {
      if (stopped) return
      await answerOne(one, one.asker, day).catch((error: Error) => {
        // Who may not ask any more, or what cannot be answered now: he will be told when he asks.
        if (error instanceof Refusal) return
        log.error({ err: error, analysis: one.analysis.name }, 'an answer could not be kept warm')
      })
    }
  }
  const note = async () => {
    const now = clock()
    if (!tookUp) await takeUpAsked(database, warehouse, options.known, now)
    tookUp = true
    const asked = askedLately(warehouse, now).filter(({ at }) => at.getTime() > notedUntil)
    if (asked.length === 0) return
    await noteAsked(database, asked, now)
    notedUntil = Math.max(...asked.map(({ at }) => at.getTime()))
  }
  const look = async () => {
    await note()
    const began = performance.now()
    // At the start pages stand open already, whose answers were given before it.
    const isBusy = answered !== null && began - movedAt < quietMs && began - answeredAt < busyEveryMs
    if (warehouse.state().asOf === null || isBusy || began < restUntil) return
    const state = stateOf(await today())
    const isFreshDue = began >= freshFrom && freshAnswered !== state
    if (answered === state && !isFreshDue) return
    await answerAgain(isFreshDue)
    restUntil = performance.now() + restTimes * (performance.now() - began)
  }
  let timer: NodeJS.Timeout
  const later = () => {
    timer = setTimeout(() => {
      running = look()
        .catch((error: Error) => log.error({ err: error }, 'answers could not be kept warm'))
        .then(() => {
          if (!stopped) later()
        })
    }, everyMs).unref()
  }
  later()
  return {
    answerAgain,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
