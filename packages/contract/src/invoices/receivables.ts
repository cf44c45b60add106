import { z } from 'zod'
import { AccountRef, PersonRef } from '../accounts/index.ts'
import { route } from '../route.ts'
import { AmountE4, ById, Currency, Day, Id, Instant } from '../shapes.ts'
import { invoices, tag } from './doors.ts'
import { FileQuery, InvoiceRow } from './invoices.ts'
import { PaymentRow } from './payments.ts'
import { Buckets, Exposure, MoneyE4, MoneySum } from './shapes.ts'

/** One unit of `currency` in the company's currency. */
export const ExchangeRate = z.strictObject({
  currency: Currency,
  /** e.g. `7.1234`. */
  rate: z
    .string()
    .regex(/^\d{1,8}(\.\d{1,8})?$/)
    .refine((text) => Number(text) > 0),
  on: Day,
})
export type ExchangeRate = z.infer<typeof ExchangeRate>
export const listExchangeRates = route('listExchangeRates', 'GET', '/exchange-rates', {
  summary: 'Rates at which receivables are converted, the latest of each currency first',
  tag,
  door: invoices('read'),
  reply: z.strictObject({
    into: Currency,
    rates: z.array(
      ExchangeRate.extend({
        /** The last day on which it holds; null: it holds still. */
        until: Day.nullable(),
        by: PersonRef.nullable(),
        /** What it converts today: open invoices in that currency. null: it does not hold today. */
        converts: z.strictObject({ invoices: z.int(), openE4: MoneyE4 }).nullable(),
      }),
    ),
    /** Currencies with open invoices and no rate that holds today. */
    missing: z.array(Currency),
  }),
})
export const keepExchangeRate = route('keepExchangeRate', 'PUT', '/exchange-rates', {
  summary: 'State a rate for a day; it holds until a later one',
  tag,
  door: invoices('change'),
  body: ExchangeRate,
})

export const dropExchangeRate = route('dropExchangeRate', 'DELETE', '/exchange-rates/:currency/:on', {
  summary: 'Take away a rate stated by mistake: the one before holds on',
  tag,
  door: invoices('change'),
  params: z.strictObject({ currency: Currency, on: Day }),
})
export const importExchangeRates = route('importExchangeRates', 'POST', '/exchange-rate-lists', {
  summary: 'State many rates at once, all or none; what is stated already is told',
  tag,
  door: invoices('change'),
  body: z.strictObject({ rates: z.array(ExchangeRate).min(1).max(2_000) }),
  reply: z.strictObject({ added: z.int(), changed: z.int(), same: z.int() }),
})

const AgeingQuery = {
  /** As things stood at the end of that day; left out: today. */
  on: Day.optional(),
  /** One currency; left out with `convert=no`: each apart. */
  currency: Currency.optional(),
  /** Into the company's currency, at the rates stated for the day. */
  convert: z.enum(['yes', 'no']).default('no'),
  accountId: Id.optional(),
  ownerId: Id.optional(),
  /** Count from the day of issue instead of the due day. */
  by: z.enum(['dueOn', 'issuedOn']).default('dueOn'),
}
export const AgeingRow = z.strictObject({
  account: AccountRef,
  owner: PersonRef.nullable(),
  currency: Currency,
  buckets: Buckets,
  openE4: MoneyE4,
  overdueE4: MoneyE4,
  creditE4: MoneyE4,
  invoices: z.int(),
  oldestDueOn: Day.nullable(),
  creditLimitE4: MoneyE4.nullable(),
})
export type AgeingRow = z.infer<typeof AgeingRow>
export const Ageing = z.strictObject({
  on: Day,
  rows: z.array(AgeingRow),
  more: z.boolean(),
  totals: z.array(
    z.strictObject({
      currency: Currency,
      buckets: Buckets,
      openE4: MoneyE4,
      overdueE4: MoneyE4,
      creditE4: MoneyE4,
      customers: z.int(),
    }),
  ),
  /** Used to convert. */
  rates: z.array(ExchangeRate),
  /** Without a stated rate: told in their own currency. */
  unconverted: z.array(Currency),
})
export type Ageing = z.infer<typeof Ageing>
export const readAgeing = route('readAgeing', 'GET', '/receivables-ageing', {
  summary: 'Receivables by customer and age 账龄分析',
  tag,
  door: invoices('read'),
  cost: 'lookUp',
  query: z.strictObject({ ...AgeingQuery, limit: z.coerce.number().int().min(1).max(2_000).default(500) }),
  reply: Ageing,
})
export const exportAgeing = route('exportAgeing', 'GET', '/receivables-ageing-exports', {
  summary: 'Receivables by customer and age as a file',
  tag,
  door: invoices('export'),
  query: z.strictObject({ ...AgeingQuery, ...FileQuery, format: z.enum(['csv', 'xlsx', 'pdf']) }),
  kind: 'stream',
  cost: 'export',
})

export const readReceivables = route('readReceivables', 'GET', '/receivables', {
  summary: 'Receivables in sum: open, overdue, credit, and DSO 应收账款周转天数 by month',
  tag,
  door: invoices('read'),
  cost: 'lookUp',
  query: z.strictObject({ currency: Currency.optional(), months: z.coerce.number().int().min(1).max(36).default(12) }),
  reply: z.strictObject({
    on: Day,
    currency: Currency,
    currencies: z.array(MoneySum),
    openE4: MoneyE4,
    overdueE4: MoneyE4,
    creditE4: MoneyE4,
    overdueCustomers: z.int(),
    buckets: Buckets,
    unassigned: z.strictObject({ payments: z.int(), amountE4: MoneyE4 }),
    /** Receivables ÷ (invoiced in the 90 days before ÷ 90); null without invoices in them. */
    dso: z.number().nullable(),
    months: z.array(
      z.strictObject({
        month: Day,
        invoicedE4: AmountE4,
        paidE4: AmountE4,
        openE4: AmountE4,
        dso: z.number().nullable(),
      }),
    ),
  }),
})

export const readAccountReceivables = route('readAccountReceivables', 'GET', '/accounts/:id/receivables', {
  summary: 'What a customer owes: by currency, open invoices, latest payments, room below the credit limit',
  tag,
  door: invoices('read'),
  params: ById,
  reply: z.strictObject({
    exposure: z.array(Exposure),
    creditLimitE4: MoneyE4.nullable(),
    limitCurrency: Currency.nullable(),
    /** Limit less what is open, in the currency of the limit; below 0 beyond it; null without a limit. */
    roomE4: MoneyE4.nullable(),
    buckets: z.array(z.strictObject({ currency: Currency, buckets: Buckets })),
    /** Days from issue to full settlement over the last year; null without any. */
    averageDaysToPay: z.number().nullable(),
    /** As for the company, of this customer in the currency of the limit; null where nothing was billed in the 90 days. */
    dso: z.number().nullable(),
    /** How far reminding has come, over what is overdue; null: never. */
    dunning: z.strictObject({ level: z.int(), lastAt: Instant.nullable(), invoices: z.int() }).nullable(),
    /** The earliest day on which something open was promised; broken when it is over. */
    promise: z.strictObject({ on: Day, amounts: z.array(MoneySum), broken: z.boolean() }).nullable(),
    disputed: z.int(),
    open: z.array(InvoiceRow),
    payments: z.array(PaymentRow),
  }),
})

const StatementQuery = {
  from: Day,
  to: Day,
  currency: Currency,
}
export const StatementEntry = z.strictObject({
  on: Day,
  kind: z.enum(['invoice', 'creditNote', 'payment', 'refund']),
  id: Id,
  number: z.string(),
  reference: z.string().nullable(),
  dueOn: Day.nullable(),
  /** Raises what is owed. */
  debitE4: MoneyE4,
  /** Lowers it. */
  creditE4: MoneyE4,
  balanceE4: MoneyE4,
})
export const Statement = z.strictObject({
  account: AccountRef,
  ...StatementQuery,
  openingE4: MoneyE4,
  entries: z.array(StatementEntry),
  closingE4: MoneyE4,
  debitE4: MoneyE4,
  creditE4: MoneyE4,
  /** Open on the last day, by age. */
  buckets: Buckets,
  /** The customer's address for statements, if one is known. */
  mailTo: z.string().nullable(),
})
export type Statement = z.infer<typeof Statement>
export const readStatement = route('readStatement', 'GET', '/accounts/:id/statement', {
  summary: 'Statement of account 对账单: balance before, every document of the period, balance after',
  tag,
  door: invoices('read'),
  params: ById,
  query: z.strictObject(StatementQuery),
  reply: Statement,
})
export const downloadStatement = route('downloadStatement', 'GET', '/accounts/:id/statement-file', {
  summary: 'Statement of account as PDF, in Chinese or English',
  tag,
  door: invoices('read'),
  params: ById,
  query: z.strictObject({ ...StatementQuery, locale: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  kind: 'stream',
  cost: 'export',
})
export const sendStatement = route('sendStatement', 'POST', '/accounts/:id/statement-mails', {
  summary: 'Send a statement of account by mail',
  tag,
  door: invoices('create'),
  params: ById,
  cost: 'export',
  body: z.strictObject({
    ...StatementQuery,
    locale: z.enum(['zh-CN', 'en']).default('zh-CN'),
    mailTo: z.email().max(254),
    message: z.string().max(5_000).default(''),
  }),
  reply: z.strictObject({ sentAt: Instant, to: z.string() }),
})

export const DunningCase = z.strictObject({
  account: AccountRef,
  owner: PersonRef.nullable(),
  currency: Currency,
  overdueE4: MoneyE4,
  oldestDueOn: Day,
  overdueDays: z.int(),
  /** The step to take next: 1 a friendly reminder, 2 a firm one, 3 the last before deliveries stop. */
  nextLevel: z.int().min(1).max(3),
  lastDunnedAt: Instant.nullable(),
  invoices: z.array(
    z.strictObject({
      id: Id,
      number: z.string(),
      dueOn: Day,
      overdueDays: z.int(),
      openE4: MoneyE4,
      dunningLevel: z.int(),
    }),
  ),
  mailTo: z.string().nullable(),
})
export type DunningCase = z.infer<typeof DunningCase>
export const listDunning = route('listDunning', 'GET', '/dunning', {
  summary: 'Customers to be reminded 催收, the most overdue first; disputed invoices are left alone',
  tag,
  door: invoices('read'),
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(100), accountId: Id.optional() }),
  reply: z.strictObject({ cases: z.array(DunningCase), more: z.boolean() }),
})
export const remind = route('remind', 'POST', '/dunning-notices', {
  summary: 'Remind a customer: by mail with the list of overdue invoices, or as a follow-up for a colleague',
  tag,
  door: invoices('change'),
  body: z.strictObject({
    accountId: Id,
    invoiceIds: z.array(Id).min(1).max(200),
    way: z.enum(['mail', 'followUp']),
    level: z.int().min(1).max(3),
    locale: z.enum(['zh-CN', 'en']).default('zh-CN'),
    to: z.email().max(254).optional(),
    message: z.string().max(5_000).default(''),
    /** Of the follow-up. */
    dueAt: Instant.optional(),
    ownerId: Id.optional(),
  }),
  reply: z.strictObject({ level: z.int(), invoices: z.int(), followUpId: Id.nullable() }),
})

/** What finance has before it today. */
export const readMoneyDay = route('readMoneyDay', 'GET', '/money-day', {
  summary: 'For my day: overdue, due within a week, payments to reconcile',
  tag,
  door: invoices('read'),
  reply: z.strictObject({
    overdue: z.strictObject({ customers: z.int(), amounts: z.array(MoneySum) }),
    dueSoon: z.strictObject({ invoices: z.int(), amounts: z.array(MoneySum) }),
    toReconcile: z.strictObject({ payments: z.int(), amounts: z.array(MoneySum) }).nullable(),
    worst: z.array(
      z.strictObject({ account: AccountRef, currency: Currency, overdueE4: MoneyE4, overdueDays: z.int() }),
    ),
  }),
})
