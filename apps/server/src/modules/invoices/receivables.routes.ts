import { Readable } from 'node:stream'
import * as contract from '@quayside/contract'
import { writeCsv, writeXlsx } from '@quayside/tabular'
import type { FastifyInstance } from 'fastify'
import { disposition } from '../../platform/files/index.ts'
import { serve } from '../../platform/http/serve.ts'
import type { Mailer } from '../../platform/mail/index.ts'
import { letterheadOf } from '../../platform/reports/letterhead.ts'
import type { Report } from '../../platform/reports/report.ts'
import { writePdfApart } from '../../platform/reports/write-pdf-apart.ts'
import { refuseWithoutFinance } from './invoices.policy.ts'
import { types } from './lists/list-files.ts'
import { readAccountReceivables } from './receivables/account-receivables.ts'
import { readAgeing } from './receivables/ageing.ts'
import { ageingReport } from './receivables/ageing-report.ts'
import { listDunning, remind } from './receivables/dunning.ts'
import {
  dropExchangeRate,
  importExchangeRates,
  keepExchangeRate,
  listExchangeRates,
} from './receivables/exchange-rates.ts'
import { readMoneyDay } from './receivables/money-day.ts'
import { keepingRefusals } from './receivables/money-mail.ts'
import { readReceivables } from './receivables/read-receivables.ts'
import { sendStatement, statementPdf } from './receivables/send-statement.ts'
import { readStatement } from './receivables/statement.ts'

const mostRowsOfFile = 20_000

export function serveReceivables(app: FastifyInstance, mail: Mailer | undefined): void {
  serve(app, contract.listExchangeRates, ({ read, now }) => read((db, user) => listExchangeRates(db, user, now)))
  serve(app, contract.importExchangeRates, ({ write, body, now }) =>
    write((tx, user) => importExchangeRates(tx, user, body.rates, now)),
  )
  serve(app, contract.dropExchangeRate, ({ write, params, now }) =>
    write((tx, user) => dropExchangeRate(tx, user, params, now)),
  )
  serve(app, contract.keepExchangeRate, ({ write, body, now }) =>
    write((tx, user) => keepExchangeRate(tx, user, body, now)),
  )
  serve(app, contract.readAgeing, ({ read, query: { limit, ...asked }, now }) =>
    read((db, user) => readAgeing(db, user, asked, limit, now)),
  )
  serve(app, contract.exportAgeing, async ({ read, user, query, now, reply }) => {
    refuseWithoutFinance(user, 'export')
    const { format, locale, ...asked } = query
    const report = ageingReport(await read((db) => readAgeing(db, user, asked, mostRowsOfFile, now)), locale)
    const letterhead = await read((db) => letterheadOf(db, now, locale))
    const content =
      format === 'pdf'
        ? Readable.from([Buffer.from(await writePdfApart({ report, letterhead, locale }))])
        : sheetOf(report, format)
    return reply
      .header('content-disposition', disposition(`${report.title}.${format}`))
      .type(format === 'pdf' ? 'application/pdf' : types[format])
      .send(content)
  })
  serve(app, contract.readReceivables, ({ read, query, now }) =>
    read((db, user) => readReceivables(db, user, query, now)),
  )
  serve(app, contract.readAccountReceivables, ({ read, params, now }) =>
    read((db, user) => readAccountReceivables(db, user, params.id, now)),
  )
  serve(app, contract.readStatement, ({ read, params, query, now }) =>
    read((db, user) => readStatement(db, user, params.id, query, now)),
  )
  serve(app, contract.downloadStatement, async ({ read, user, params, query: { locale, ...asked }, now, reply }) => {
    const { content, name } = await read((db) => statementPdf(db, user, params.id, asked, locale, now))
    return reply.header('content-disposition', disposition(name)).type('application/pdf').send(Buffer.from(content))
  })
  serve(app, contract.sendStatement, (call) =>
    keepingRefusals(
      call,
      { kind: 'statement.refused', accountId: call.params.id },
      call.write((tx, user) => sendStatement(tx, user, mail, call.params.id, call.body, call.now)),
    ),
  )
  serve(app, contract.listDunning, ({ read, query, now }) => read((db, user) => listDunning(db, user, query, now)))
  serve(app, contract.remind, (call) =>
    keepingRefusals(
      call,
      { kind: 'invoice.reminderRefused', accountId: call.body.accountId },
      call.write((tx, user) => remind(tx, user, mail, call.body, call.now)),
    ),
  )
  serve(app, contract.readMoneyDay, ({ read, now }) => read((db, user) => readMoneyDay(db, user, now)))
}

function sheetOf({ title, tables }: Report, format: 'csv' | 'xlsx'): Readable {
  const [table] = tables
  const columns = (table?.columns ?? []).map(({ header, kind }) => ({
    header,
    kind: kind === 'text' ? ('text' as const) : ('number' as const),
  }))
  const rows = table?.rows ?? []
  return Readable.from(format === 'csv' ? writeCsv(columns, rows) : writeXlsx(columns, rows, { sheet: title }))
}
