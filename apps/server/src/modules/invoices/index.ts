import type { FastifyInstance } from 'fastify'
import type { FileStore } from '../../platform/files/index.ts'
import type { Mailer } from '../../platform/mail/index.ts'
import { serveMoneyImports } from './imports/imports.routes.ts'
import { serveInvoices, servePayments } from './invoices.routes.ts'
import { serveReceivables } from './receivables.routes.ts'

export interface InvoicesDeps {
  files: FileStore
  mail?: Mailer | undefined
}

/** Invoices, payments, which settles which, and what follows: ages, statements, reminders. */
export function registerInvoices(app: FastifyInstance, { files, mail }: InvoicesDeps): void {
  serveInvoices(app)
  servePayments(app)
  serveReceivables(app, mail)
  serveMoneyImports(app, files)
}
