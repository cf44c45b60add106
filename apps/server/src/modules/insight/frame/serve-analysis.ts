import type { Analysis, AnalysisBasis, Module, ReportFormat, ReportLocale, Route, Scope } from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import { refuseHidden } from '../../../platform/http/refuse-hidden.ts'
import { serve, type User } from '../../../platform/http/serve.ts'
import { forbidden } from '../../../platform/refusal.ts'
import { letterheadOf } from '../../../platform/reports/letterhead.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { answerAtOnce } from './answer-at-once.ts'
import { rememberAsked } from './asked-lately.ts'
import { withFilters } from './filter-notes.ts'
import { keptAnswer, momentOf, takenUp } from './keep-answers.ts'
import { ofOneState } from './of-one-state.ts'
import type { Report } from './report.ts'
import { reportFile, reportTypes } from './report-file.ts'
import { reachOf, sightOfLines, visibleTo } from './visible-to.ts'

/** A question as it comes in. */
export interface Asked<Query> {
  warehouse: Warehouse
  query: Query
  beholder: User
  now: Date
  /** In the reader's name: names come through the row policies. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>
}

interface Answering<Q, R> {
  /** Rights that must reach a customer before he is counted. */
  sight?: readonly Module[]
  /** How old an answer may be although the warehouse has moved on; for what takes seconds. */
  goodForMs?: number
  /** What the answer rests on besides the warehouse: settings in the database, the day. */
  besides?(asked: Asked<Q>): Promise<unknown>
  answer(asked: Asked<Q>): Promise<R>
  /** For who may take some of it away in a file and not all, less than the answer. */
  report(answer: R, locale: ReportLocale, rights: User['rights']): Report
}

/** An analysis ready to serve, its types forgotten: for routes, saved analyses and schedules alike. */
export interface ServedAnalysis {
  name: string
  read: Route
  file: Route
  /** Checks a query that was kept. @throws ZodError when it no longer fits */
  parse(query: unknown): unknown
  refuse(user: User, action: 'read' | 'export', query: unknown): void
  /** Exactly: what moved since it was worked out last is worked out anew first. */
  answer(asked: Asked<unknown>): Promise<unknown>
  /** For who looks at it: what is slow to work out may be a few minutes old, and says so. */
  answerAtOnce(asked: Asked<unknown>): Promise<unknown>
  report(answer: unknown, locale: ReportLocale, rights: User['rights']): Report
}

export function answered<Q extends z.ZodRawShape, R extends z.ZodType>(
  { name, read, file, tells }: Analysis<Q, R>,
  {
    sight = sightOfLines,
    goodForMs = 0,
    besides,
    answer,
    report,
  }: Answering<z.output<z.ZodObject<Q, z.core.$strict>>, z.input<R>>,
): ServedAnalysis {
  const keyed = async (asked: Asked<unknown>) => {
    const question = asked as Asked<z.output<z.ZodObject<Q, z.core.$strict>>>
    const visible = visibleTo(asked.beholder, sight)
    const key = JSON.stringify([name, visible, asked.query, await besides?.(question)])
    return [key, () => answer(question)] as const
  }
  return {
    name,
    read: read as unknown as Route,
    file: file as unknown as Route,
    parse: (query) => read.query.parse(query),
    refuse: (user, action, query) => {
      refuseHidden(user, tells(query as z.output<z.ZodObject<Q, z.core.$strict>>), action)
      if (action === 'export' && !user.rights.categories.basic.export)
        throw forbidden('Your roles do not let names of customers leave in a file.')
    },
    answer: async (asked) => {
      const { warehouse, beholder, now } = asked
      const [key, work] = await keyed(asked)
      const kept = keptAnswer(warehouse, key, work, goodForMs)
      const told = await takenUp(warehouse, kept)
      return withMoment(told, {
        asOf: momentOf(warehouse, kept),
        now,
        renewing: false,
        sight: reachOf(beholder, sight),
      })
    },
    answerAtOnce: async (asked) => {
      const { warehouse, beholder, now } = asked
      const [key, work] = await keyed(asked)
      const ask = async () => {
        const { kept, renewing } = await answerAtOnce(warehouse, key, work, goodForMs)
        return { kept, renewing, told: await takenUp(warehouse, kept) }
      }
      const first = await ask()
      const { kept, renewing, told } = first.kept.isTorn && !first.renewing ? await ask() : first
      return withMoment(told, { asOf: momentOf(warehouse, kept), now, renewing, sight: reachOf(beholder, sight) })
    },
    report: (given, locale, rights) => report(given as z.input<R>, locale, rights),
  }
}

interface Telling {
  asOf: Date | null
  now: Date
  renewing: boolean
  sight: Scope
}

/** The basis says as of when the figures are, whenever they were worked out, and whose customers are in them. */
function withMoment<R>(told: R, { asOf, now, renewing, sight }: Telling): R {
  const { basis, ...figures } = told as { basis: AnalysisBasis }
  const behindSeconds = asOf ? Math.max(0, (now.getTime() - asOf.getTime()) / 1000) : 0
  const at = { ...basis, sight, asOf: asOf?.toISOString() ?? null, behindSeconds }
  return { ...figures, basis: renewing ? { ...at, renewing } : at } as R
}

/** Both operations of an analysis: the answer, and the answer as a file. */
export function serveAnalysis(app: FastifyInstance, warehouseOf: () => Warehouse, analysis: ServedAnalysis): void {
  serve(app, analysis.read, ({ query, user, now, read }) => {
    analysis.refuse(user, 'read', query)
    const warehouse = warehouseOf()
    const seesAll = visibleTo(user, sightOfLines) === 'true'
    rememberAsked(warehouse, { analysis, query, asker: seesAll ? null : user.id, now })
    return analysis.answerAtOnce({ warehouse, query, beholder: user, now, read })
  })

  serve(app, analysis.file, async ({ query, user, now, read, reply }) => {
    analysis.refuse(user, 'read', query)
    analysis.refuse(user, 'export', query)
    const { format, locale, ...question } = query as { format: ReportFormat; locale: ReportLocale }
    const warehouse = warehouseOf()
    const answer = await ofOneState(warehouse, () =>
      analysis.answer({ warehouse, query: question, beholder: user, now, read }),
    )
    const plain = analysis.report(answer, locale, user.rights)
    const report = await read((db) => withFilters(db, plain, query, locale))
    const letterhead = await read((db) => letterheadOf(db, now, locale))
    const content = await reportFile(report, format, locale, letterhead)
    reply.header(
      'content-disposition',
      `attachment; filename="${analysis.name}.${format}"; filename*=UTF-8''${encodeURIComponent(`${report.title}.${format}`)}`,
    )
    reply.type(reportTypes[format])
    return reply.send(content)
  })
}
