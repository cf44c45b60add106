import { CompanyBilling } from '@quayside/contract'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { letterheadOf } from '../../../platform/reports/letterhead.ts'
import { writePdfApart } from '../../../platform/reports/write-pdf-apart.ts'
import { invoiceReport } from './invoice-report.ts'
import { readInvoice } from './read-invoice.ts'

/** The document as PDF under the company's letterhead. The accounts to pay into are today's: an old one may be closed. */
export async function invoicePdf(db: Db, user: User, id: Id, locale: 'zh-CN' | 'en', now: Date) {
  const invoice = await readInvoice(db, user, id, now)
  const letterhead = await letterheadOf(db, now, locale)
  const { billing } = await db.selectFrom('company').select('billing').executeTakeFirstOrThrow()
  const seller = { name: letterhead.company, ...CompanyBilling.parse(billing) }
  const report = invoiceReport(invoice, seller, locale)
  return { content: await writePdfApart({ report, letterhead, locale }), name: `${report.title}.pdf` }
}
