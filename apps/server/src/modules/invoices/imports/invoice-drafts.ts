import { taxE4Of } from '@quayside/contract'
import { netOf } from '../papers/round-money.ts'
import type { Cells } from './read-row.ts'

/** One row of a file of invoices: a line; rows of one number are one invoice. */
export interface InvoiceDraft {
  row: number
  customer: string
  number: string | null
  fapiaoNumber: string | null
  issuedOn: string
  dueOn: string | null
  text: string
  netE4: number
  taxBp: number
  taxE4: number
  currency: string
  reference: string | null
}

export function draftInvoice(cells: Cells): InvoiceDraft {
  const customer = cells.needed('customer', 300)
  const issuedOn = cells.day('issuedOn') ?? cells.refuse('issuedOn', '这一格不能为空。', 'This cell must not be empty.')
  const dueOn = cells.day('dueOn')
  if (dueOn !== null && dueOn < issuedOn)
    cells.refuse('dueOn', '到期日早于开票日。', 'The due day lies before the day of issue.')
  const number = cells.text('number', 200)
  return {
    row: cells.row,
    customer,
    number,
    fapiaoNumber: cells.text('fapiaoNumber', 40),
    issuedOn,
    dueOn,
    text: cells.text('text', 500) ?? number ?? customer,
    ...amountsOf(cells),
    currency: cells.currency(),
    reference: cells.text('reference', 200),
  }
}

/** Whichever of net, rate, tax and total are there must agree to the hundredth. */
function amountsOf(cells: Cells): Pick<InvoiceDraft, 'netE4' | 'taxBp' | 'taxE4'> {
  const [net, tax, total, rate] = [cells.money('net'), cells.money('tax'), cells.money('total'), rateOf(cells)]
  if (net === null && total === null) cells.refuse('net', '没有金额。', 'There is no amount.')
  const netE4 = net ?? (tax !== null ? (total as number) - tax : netOf(total as number, rate ?? 0))
  const taxE4 = tax ?? (total !== null ? total - netE4 : taxE4Of(Math.max(0, netE4), rate ?? 0))
  if (netE4 < 0 || taxE4 < 0 || netE4 + taxE4 <= 0)
    cells.refuse(
      net === null ? 'total' : 'net',
      '金额须大于 0。红字发票请在发票页开具。',
      'An amount must be above 0. Credit notes are written on the invoice’s page.',
    )
  if (total !== null && Math.abs(total - netE4 - taxE4) > 100)
    cells.refuse('total', '价税合计与金额、税额不符。', 'Net and tax do not add up to the total.')
  const taxBp = rate ?? (netE4 > 0 ? Math.min(10_000, Math.round((taxE4 * 10_000) / netE4)) : 0)
  return { netE4, taxE4: total === null ? taxE4 : total - netE4, taxBp }
}

/** `9%`, `9`, `0.09`, 免税; basis points. */
function rateOf(cells: Cells): number | null {
  const written = cells.text('taxRate', 20)
  if (written === null) return null
  if (/免税|不征税|exempt/i.test(written)) return 0
  const figure = Number(written.replaceAll(/[%％\s]/g, ''))
  if (!Number.isFinite(figure) || figure < 0 || figure > 100)
    return cells.refuse('taxRate', '税率须为 0 到 100。', 'A rate lies between 0 and 100.')
  const isShare = figure > 0 && figure < 1 && !/[%％]/.test(written)
  return Math.round(figure * (isShare ? 10_000 : 100))
}
