import { z } from 'zod'
import { inCategory } from '../rights.ts'
import { AmountE4, Currency, Day } from '../shapes.ts'

/** Amounts on documents are above zero: the kind says which way they count. */
export const PositiveE4 = AmountE4.positive().max(9_000_000_000_000_000).meta(inCategory('finance'))
export const MoneyE4 = AmountE4.meta(inCategory('finance'))

export const InvoiceKind = z.enum(['invoice', 'creditNote'])
export type InvoiceKind = z.infer<typeof InvoiceKind>
export const InvoiceStatus = z.enum(['draft', 'issued', 'void'])
export type InvoiceStatus = z.infer<typeof InvoiceStatus>
/** Where an issued invoice stands on a day; a draft and a void one stand outside. */
export const InvoiceStanding = z.enum(['draft', 'open', 'overdue', 'partlyPaid', 'paid', 'void', 'disputed'])
export type InvoiceStanding = z.infer<typeof InvoiceStanding>
export const CreditReason = z.enum(['correction', 'discount', 'return', 'claim', 'writeOff', 'bankCharge', 'other'])
export type CreditReason = z.infer<typeof CreditReason>
/** 发票种类: special invoices let the buyer deduct the tax. */
export const FapiaoKind = z.enum(['special', 'ordinary', 'electronicSpecial', 'electronicOrdinary'])
/** 应税, 免税, 不征税. */
export const TaxTreatment = z.enum(['taxed', 'exempt', 'outOfScope'])
export type TaxTreatment = z.infer<typeof TaxTreatment>

/** 增值税税率 and 征收率 in force, in basis points, and what of logistics bears them. Others may be typed. */
export const vatRatesBp = [1300, 900, 600, 500, 300, 100, 0] as const

/** Rates as they usually are by kind of service: transport 9 %, services of logistics 6 %, goods 13 %. */
export const usualVatBp: Readonly<Record<string, number>> = {
  road: 900,
  rail: 900,
  air: 900,
  sea: 900,
  express: 600,
  multimodal: 900,
  warehousing: 600,
  processing: 1300,
  customs: 600,
  packaging: 600,
  goods: 1300,
  other: 600,
}

const units = new Map<string, number>()
/** The smallest amount of a currency that is paid, in ten-thousandths: a fen of CNY is 100, a yen 10,000 (ISO 4217). */
export function smallestE4(currency: string): number {
  const known = units.get(currency)
  if (known !== undefined) return known
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  const unit = 10 ** Math.max(0, 4 - maximumFractionDigits)
  units.set(currency, unit)
  return unit
}

/** Tax on a net amount, rounded half up to the smallest amount of the currency, as an invoice prints it. */
export const taxE4Of = (netE4: number, taxBp: number, unitE4 = 100): number => {
  const unit = BigInt(unitE4)
  const exact = BigInt(netE4) * BigInt(taxBp)
  return Number((exact + 5_000n * unit) / (10_000n * unit)) * unitE4
}

export const PaymentMethod = z.enum([
  'transfer',
  'cash',
  'cheque',
  'acceptance',
  'alipay',
  'wechat',
  'card',
  'offset',
  'other',
])
export type PaymentMethod = z.infer<typeof PaymentMethod>

/** Days from which invoices are counted together: not due, then overdue by so many days and more. */
export const ageingEdges = [0, 30, 60, 90, 180] as const
export const Bucket = z.enum(['notDue', 'd1to30', 'd31to60', 'd61to90', 'd91to180', 'over180'])
export type Bucket = z.infer<typeof Bucket>
export const Buckets = z.strictObject({
  notDue: AmountE4,
  d1to30: AmountE4,
  d31to60: AmountE4,
  d61to90: AmountE4,
  d91to180: AmountE4,
  over180: AmountE4,
})
export type Buckets = z.infer<typeof Buckets>

export const MoneySum = z.strictObject({ currency: Currency, amountE4: MoneyE4 })

/** What a customer owes in one currency. */
export const Exposure = z.strictObject({
  currency: Currency,
  openE4: MoneyE4,
  overdueE4: MoneyE4,
  oldestDueOn: Day.nullable(),
  /** Payments and credit notes that settle nothing yet. */
  creditE4: MoneyE4,
})
export type Exposure = z.infer<typeof Exposure>
