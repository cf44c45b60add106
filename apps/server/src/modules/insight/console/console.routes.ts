import {
  type ConsoleColumn,
  consoleLimits,
  consoleName,
  exportSql,
  listSqlRuns,
  type ReportLocale,
  readConsole,
  runSql,
} from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import { letterheadOf } from '../../../platform/reports/letterhead.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import type { Report } from '../frame/report.ts'
import { reportFile, reportTypes } from '../frame/report-file.ts'
import { allowedFunctions } from './allowed-functions.ts'
import { type Answered, askConsole, type Console } from './ask-console.ts'
import { listRuns } from './console-runs.ts'
import { examplesFor } from './examples.ts'
import { openSnapshots } from './snapshots.ts'
import { describeTables, typesOf } from './visible-tables.ts'

/** `below`: where the files of what readers may see lie. */
export function consoleRoutes(app: FastifyInstance, warehouseOf: () => Warehouse, below: string | undefined): void {
  let opened: Console | undefined
  const consoleOf = (): Console => {
    const warehouse = warehouseOf()
    opened ??= { warehouse, snapshots: openSnapshots(warehouse, below), running: new Set() }
    return opened
  }
  app.addHook('onClose', async () => opened?.snapshots.close())

  serve(app, readConsole, async ({ user }) => ({
    tables: describeTables(await typesOf(warehouseOf().engine), user),
    functions: [...allowedFunctions].filter((name) => /^[a-z]\w+$/.test(name)),
    examples: examplesFor((category) => user.rights.categories[category].read),
    limits: limitsTold,
  }))

  serve(app, runSql, async (call) => {
    const { columns, rows, more, cutValues, milliseconds, asOf } = await askConsole(consoleOf(), call, {
      ...call.body,
      format: null,
    })
    return { columns, rows, more, cutValues, milliseconds, asOf: asOf.toISOString() }
  })

  serve(app, exportSql, async (call) => {
    const { sql, fresh, format, locale } = call.body
    const answer = await askConsole(consoleOf(), call, { sql, fresh, format })
    const letterhead = await call.read((db) => letterheadOf(db, call.now, locale))
    const report = asReport(answer, sql, locale)
    call.reply.header(
      'content-disposition',
      `attachment; filename="${consoleName}.${format}"; filename*=UTF-8''${encodeURIComponent(`${report.title}.${format}`)}`,
    )
    call.reply.type(reportTypes[format])
    return call.reply.send(await reportFile(report, format, locale, letterhead))
  })

  serve(app, listSqlRuns, ({ query, read }) => read((db, user) => listRuns(db, user, query)))
}

const { milliseconds, megabytes, rowsShown, rowsInFile, valueLength } = consoleLimits
const limitsTold = { milliseconds, megabytes, rowsShown, rowsInFile, valueLength }

function asReport({ columns, rows, asOf, cutValues }: Answered, sql: string, locale: ReportLocale): Report {
  const en = locale === 'en'
  const cut = en ? `${cutValues} long values were cut.` : `${cutValues} 个过长的值已截断。`
  return {
    title: en ? 'SQL query' : 'SQL 查询',
    notes: [
      en
        ? `Rows as of ${asOf.toISOString()}, as far as their reader may see.`
        : `数据截至 ${asOf.toISOString()}，仅含查询人可见的行。`,
      ...(cutValues > 0 ? [cut] : []),
      ...sql.split('\n'),
    ],
    tables: [
      {
        title: 'SQL',
        columns: columns.map((column, at) => ({ header: column.name, kind: kindIn(column, at, rows) })),
        rows,
      },
    ],
  }
}

/** Numbers that came as text keep every digit as text. */
const kindIn = ({ kind }: ConsoleColumn, at: number, rows: Answered['rows']) =>
  kind === 'number' && !rows.some((row) => typeof row[at] === 'string') ? 'number' : 'text'
