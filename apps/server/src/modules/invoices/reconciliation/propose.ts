import type { MatchReason } from '@quayside/contract'
import type { z } from 'zod'

type Reason = z.infer<typeof MatchReason>

/** A payment as matching sees it. */
export interface Paid {
  leftE4: number
  receivedOn: string
  /** All that the payer wrote: reference, purpose, note. */
  words: string
}

export interface OpenInvoice {
  id: string
  number: string
  fapiaoNumber: string | null
  reference: string | null
  issuedOn: string
  dueOn: string
  openE4: number
}

export interface Matched {
  score: number
  reasons: Reason[]
  parts: { invoiceId: string; amountE4: number }[]
}

/** More invoices than this are not tried against each other. */
const mostTried = 18
/** A number shorter than this turns up by chance. */
const fewestSigns = 5

/**
 * Which of a customer's open invoices a payment is for. Numbers that the payer wrote go first; then an amount that fits one invoice,
 * all of them, or a few; last the oldest first, as is usual where nobody said anything (民法典 560: what is due first).
 */
export function propose(paid: Paid, open: readonly OpenInvoice[]): Matched | null {
  const invoices = open.filter(({ issuedOn, openE4 }) => openE4 > 0 && issuedOn <= later(paid.receivedOn, 10))
  if (invoices.length === 0 || paid.leftE4 <= 0) return null
  return byWords(paid, invoices) ?? byAmount(paid, invoices) ?? oldestFirst(paid, invoices)
}

function byWords(paid: Paid, invoices: readonly OpenInvoice[]): Matched | null {
  const words = paid.words.normalize('NFKC').toUpperCase()
  const said = (text: string | null) => text !== null && writtenAs(text)?.test(words) === true
  const found = invoices.flatMap((invoice) => {
    const reason: Reason | null = said(invoice.number)
      ? 'invoiceNumber'
      : said(invoice.fapiaoNumber)
        ? 'fapiaoNumber'
        : said(invoice.reference)
          ? 'reference'
          : null
    return reason ? [{ invoice, reason }] : []
  })
  if (found.length === 0) return null
  const named = found.map(({ invoice }) => invoice)
  const sum = named.reduce((total, { openE4 }) => total + openE4, 0)
  const reasons = [...new Set(found.map(({ reason }) => reason))]
  const fits = sum === paid.leftE4
  return {
    score: fits ? 100 : sum > paid.leftE4 ? 88 : 85,
    reasons: fits ? [...reasons, named.length > 1 ? 'sumOfInvoices' : 'exactAmount'] : reasons,
    parts: spread(paid.leftE4, byDue(named)),
  }
}

function byAmount(paid: Paid, invoices: readonly OpenInvoice[]): Matched | null {
  const exact = byDue(invoices.filter(({ openE4 }) => openE4 === paid.leftE4))
  if (exact[0])
    return {
      // Two of the same amount: the older, but somebody should look.
      score: exact.length === 1 ? 92 : 75,
      reasons: ['exactAmount'],
      parts: spread(paid.leftE4, exact.slice(0, 1)),
    }
  const all = invoices.reduce((sum, { openE4 }) => sum + openE4, 0)
  if (all === paid.leftE4 && invoices.length > 1)
    return { score: 92, reasons: ['sumOfAll'], parts: spread(paid.leftE4, byDue(invoices)) }
  const few = subsetOf(paid.leftE4, byDue(invoices).slice(0, mostTried))
  return few && { score: few.length === 2 ? 78 : 70, reasons: ['sumOfInvoices'], parts: spread(paid.leftE4, few) }
}

const oldestFirst = (paid: Paid, invoices: readonly OpenInvoice[]): Matched => ({
  score: 40,
  reasons: ['oldestFirst'],
  parts: spread(paid.leftE4, byDue(invoices)),
})

/** The fewest invoices, the oldest among as many, whose sum is the amount exactly; null: none, or more than five. */
function subsetOf(amountE4: number, invoices: readonly OpenInvoice[]): OpenInvoice[] | null {
  for (let size = 2; size <= 5; size++) {
    const found = pick(amountE4, invoices, 0, size)
    if (found) return found
  }
  return null
}

function pick(left: number, invoices: readonly OpenInvoice[], from: number, size: number): OpenInvoice[] | null {
  if (size === 0) return left === 0 ? [] : null
  for (let at = from; at <= invoices.length - size; at++) {
    const one = invoices[at] as OpenInvoice
    if (one.openE4 > left) continue
    const rest = pick(left - one.openE4, invoices, at + 1, size - 1)
    if (rest) return [one, ...rest]
  }
  return null
}

/** Each in turn as far as it goes; what is left over stays with the payment. */
export function spread(amountE4: number, invoices: readonly OpenInvoice[]): Matched['parts'] {
  const parts: Matched['parts'] = []
  let left = amountE4
  for (const { id, openE4 } of invoices) {
    if (left <= 0) break
    const part = Math.min(left, openE4)
    parts.push({ invoiceId: id, amountE4: part })
    left -= part
  }
  return parts
}

const byDue = (invoices: readonly OpenInvoice[]): OpenInvoice[] =>
  invoices.toSorted((a, b) => (a.dueOn === b.dueOn ? (a.number < b.number ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1))

/** As payers write a number: full width, any case, with other strokes in between or none; null: too short to mean anything. */
function writtenAs(number: string): RegExp | null {
  const signs = [...number.normalize('NFKC').toUpperCase()].filter((sign) => !/[\s\-_/.]/.test(sign))
  if (signs.length < fewestSigns) return null
  const loose = signs.map((sign) => sign.replaceAll(/[^0-9A-Z\p{L}]/gu, '\\$&')).join('[\\s\\-_/.]*')
  return new RegExp(`(?<![0-9A-Z])${loose}(?![0-9A-Z])`, 'u')
}

function later(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
