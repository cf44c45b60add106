import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { disposition } from '../../platform/files/index.ts'
import { serve } from '../../platform/http/serve.ts'
import { sendInvoices, sendPayments } from './lists/list-files.ts'
import { listInvoices } from './lists/list-invoices.ts'
import { listPayments } from './lists/list-payments.ts'
import { billOrders } from './papers/bill-orders.ts'
import { listBillableOrders } from './papers/billable-orders.ts'
import { changeInvoice } from './papers/change-invoice.ts'
import { createInvoice } from './papers/create-invoice.ts'
import { creditInvoice } from './papers/credit-invoice.ts'
import { invoicePdf } from './papers/invoice-pdf.ts'
import { disputeInvoice, dropInvoice, endDispute, issueInvoice, voidInvoice } from './papers/move-invoice.ts'
import { readInvoice } from './papers/read-invoice.ts'
import { readPayment } from './payments/read-payment.ts'
import { changePayment, createPayment, voidPayment } from './payments/record-payment.ts'
import { refundCreditNote, refundPayment } from './payments/refund.ts'
import { acceptProposals } from './reconciliation/accept-proposals.ts'
import { allocate, takeBackAllocations } from './reconciliation/allocate.ts'
import { listUnreconciled, readProposals } from './reconciliation/reconcile.ts'

export function serveInvoices(app: FastifyInstance): void {
  serve(app, contract.listInvoices, ({ read, query, now }) => read((db, user) => listInvoices(db, user, query, now)))
  serve(app, contract.exportInvoices, async (call) => sendInvoices(call as never, call.query, call.now))
  serve(app, contract.createInvoice, ({ write, body, now }) => write((tx, user) => createInvoice(tx, user, body, now)))
  serve(app, contract.readInvoice, ({ read, params, now }) => read((db, user) => readInvoice(db, user, params.id, now)))
  serve(app, contract.downloadInvoice, async ({ read, params, query, now, reply }) => {
    const { content, name } = await read((db, user) => invoicePdf(db, user, params.id, query.locale, now))
    return reply.header('content-disposition', disposition(name)).type('application/pdf').send(Buffer.from(content))
  })
  serve(app, contract.changeInvoice, ({ write, params, version, body, now }) =>
    write((tx, user) => changeInvoice(tx, user, params.id, version, body, now)),
  )
  serve(app, contract.dropInvoice, ({ write, params, now }) =>
    write((tx, user) => dropInvoice(tx, user, params.id, now)),
  )
  serve(app, contract.issueInvoice, ({ write, params, version, now }) =>
    write((tx, user) => issueInvoice(tx, user, params.id, version, now)),
  )
  serve(app, contract.voidInvoice, ({ write, params, version, body, now }) =>
    write((tx, user) => voidInvoice(tx, user, params.id, version, body.reason, now)),
  )
  serve(app, contract.creditInvoice, ({ write, params, body, now }) =>
    write((tx, user) => creditInvoice(tx, user, params.id, body, now)),
  )
  serve(app, contract.disputeInvoice, ({ write, params, version, body, now }) =>
    write((tx, user) => disputeInvoice(tx, user, params.id, version, body.reason, now)),
  )
  serve(app, contract.endDispute, ({ write, params, version, now }) =>
    write((tx, user) => endDispute(tx, user, params.id, version, now)),
  )
  serve(app, contract.listBillableOrders, ({ read, query }) => read((db, user) => listBillableOrders(db, user, query)))
  serve(app, contract.billOrders, ({ write, body, now }) => write((tx, user) => billOrders(tx, user, body, now)))
}

export function servePayments(app: FastifyInstance): void {
  serve(app, contract.listPayments, ({ read, query }) => read((db, user) => listPayments(db, user, query)))
  serve(app, contract.exportPayments, async (call) => sendPayments(call as never, call.query))
  serve(app, contract.createPayment, ({ write, body, now }) => write((tx, user) => createPayment(tx, user, body, now)))
  serve(app, contract.readPayment, ({ read, params }) => read((db, user) => readPayment(db, user, params.id)))
  serve(app, contract.changePayment, ({ write, params, version, body, now }) =>
    write((tx, user) => changePayment(tx, user, params.id, version, body, now)),
  )
  serve(app, contract.voidPayment, ({ write, params, version, body, now }) =>
    write((tx, user) => voidPayment(tx, user, params.id, version, body.reason, now)),
  )
  serve(app, contract.refundPayment, ({ write, params, body, now }) =>
    write((tx, user) => refundPayment(tx, user, params.id, body, now)),
  )
  serve(app, contract.refundCreditNote, ({ write, params, body, now }) =>
    write((tx, user) => refundCreditNote(tx, user, params.id, body, now)),
  )
  serve(app, contract.readProposals, ({ read, params }) => read((db, user) => readProposals(db, user, params.id)))
  serve(app, contract.listUnreconciled, ({ read, query }) => read((db, user) => listUnreconciled(db, user, query)))
  serve(app, contract.allocate, ({ write, body, now }) => write((tx, user) => allocate(tx, user, body, now)))
  serve(app, contract.acceptProposals, ({ write, body, now }) => acceptProposals(write, body.accepted, now))
  serve(app, contract.takeBackAllocations, ({ write, body, now }) =>
    write((tx, user) => takeBackAllocations(tx, user, body.ids, now)),
  )
}
