import type { CompanyBilling, Invoice } from '@quayside/contract'
import type { z } from 'zod'
import type { Report, ReportTable } from '../../../platform/reports/report.ts'
import { capitalAmount } from './capital-amount.ts'
import { invoiceWords as words } from './invoice-words.ts'

type Paper = z.input<typeof Invoice>
export type Seller = CompanyBilling & { name: string }
type Locale = keyof typeof words

const units = (amountE4: number) => amountE4 / 10_000
const amountText = (amountE4: number, locale: Locale) =>
  units(amountE4).toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** An invoice or credit note as the customer holds it in the hand: who bills whom, for what, with which 增值税, and how it is paid. */
export function invoiceReport(paper: Paper, seller: Seller, locale: Locale): Report {
  const told = words[locale]
  return {
    title: `${told.titles[paper.kind]} ${paper.number}`,
    notes: headOf(paper, locale),
    tables: [partiesOf(paper, seller, locale), linesOf(paper, locale), ratesOf(paper, locale)],
    closing: closingOf(paper, seller, locale),
  }
}

function headOf(paper: Paper, locale: Locale): string[] {
  const told = words[locale]
  const { fapiaoCode, fapiaoNumber } = paper
  const due = paper.kind === 'invoice' ? told.due(paper.dueOn, paper.paymentDays) : ''
  return [
    ...(paper.status === 'issued' ? [] : [told.standing[paper.status]]),
    [told.issued(paper.issuedOn), due, told.currency(paper.currency)].filter(Boolean).join(told.between),
    ...(paper.credits ? [told.credits(paper.credits.number, told.reasons[paper.creditReason ?? 'other'])] : []),
    ...(paper.reference ? [told.reference(paper.reference)] : []),
    fapiaoNumber ? told.fapiao([fapiaoCode, fapiaoNumber].filter(Boolean).join(' ')) : told.noFapiao,
  ]
}

function partiesOf({ buyer, currency }: Paper, seller: Seller, locale: Locale): ReportTable {
  const { rows, title, columns } = words[locale].parties
  const bank = bankFor(seller, currency)
  const address = (locale === 'en' && seller.addressEn) || seller.address
  return {
    title,
    columns: columns.map((header) => ({ header, kind: 'text' })),
    rows: [
      [rows.name, seller.name, buyer.title],
      [rows.taxNumber, seller.taxNumber, buyer.taxNumber ?? ''],
      [rows.address, [address, seller.phone].filter(Boolean).join(' '), ''],
      [
        rows.bank,
        [bank?.bankName, bank?.account].filter(Boolean).join(' '),
        [buyer.bankName, buyer.bankAccount].filter(Boolean).join(' '),
      ],
    ].filter(([, ...sides]) => sides.some(Boolean)),
  }
}

const taxOf = (line: { taxTreatment: string; taxBp: number }, locale: Locale): string =>
  line.taxTreatment === 'taxed'
    ? `${line.taxBp / 100}%`
    : words[locale].untaxed[line.taxTreatment as 'exempt' | 'outOfScope']

const lineKinds = ['text', 'text', 'text', 'number', 'text', 'money', 'text', 'money', 'money'] as const

function linesOf(paper: Paper, locale: Locale): ReportTable {
  const { title, columns, sum } = words[locale].lines
  return {
    title,
    columns: columns.map((header, at) => ({ header, kind: lineKinds[at] ?? 'text' })),
    rows: [
      ...paper.lines.map((line) => [
        String(line.lineNo),
        line.text,
        line.orderNumber ?? '',
        Number(line.quantity),
        line.unit ?? '',
        units(line.netE4),
        taxOf(line, locale),
        units(line.taxE4),
        units(line.netE4 + line.taxE4),
      ]),
      ['', sum, '', '', '', units(paper.netE4), '', units(paper.taxE4), units(paper.totalE4)],
    ],
  }
}

/** 增值税 by rate: what the customer's books ask for. */
function ratesOf(paper: Paper, locale: Locale): ReportTable {
  const { title, columns } = words[locale].rates
  const rates = new Map<string, [netE4: number, taxE4: number]>()
  for (const line of paper.lines) {
    const name = taxOf(line, locale)
    const [netE4, taxE4] = rates.get(name) ?? [0, 0]
    rates.set(name, [netE4 + line.netE4, taxE4 + line.taxE4])
  }
  return {
    title,
    columns: columns.map((header, at) => ({ header, kind: at === 0 ? 'text' : 'money' })),
    rows: [...rates].map(([name, [netE4, taxE4]]) => [name, units(netE4), units(taxE4)]),
  }
}

function closingOf(paper: Paper, seller: Seller, locale: Locale): string[] {
  const told = words[locale]
  const { currency, totalE4, openE4, kind } = paper
  const inCapitals =
    locale === 'zh-CN' && currency === 'CNY' ? `（大写：${capitalAmount(Math.round(totalE4 / 100))}）` : ''
  const partlySettled = paper.status === 'issued' && openE4 < totalE4
  return [
    `${told.total[kind](amountText(totalE4, locale), currency)}${inCapitals}`,
    ...(partlySettled ? [told.open[kind](amountText(openE4, locale), currency)] : []),
    ...(kind === 'invoice' ? payingOf(paper, seller, locale) : [told.credited]),
    ...(paper.note ? [told.note(paper.note)] : []),
  ]
}

function payingOf({ number, currency, dueOn }: Paper, seller: Seller, locale: Locale): string[] {
  const told = words[locale]
  const bank = bankFor(seller, currency)
  if (!bank) return [told.payBy(dueOn, number)]
  const swift = bank.swift ? `, SWIFT ${bank.swift}` : ''
  return [told.payBy(dueOn, number), told.payInto(seller.name, bank.bankName, `${bank.account}${swift}`)]
}

/** The account for the currency, else the one for all others. */
const bankFor = ({ banks }: Seller, currency: string) =>
  banks.find((bank) => bank.currency === currency) ?? banks.find((bank) => bank.currency === null)
