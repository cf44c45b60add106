import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type OpenInvoice, propose, spread } from './propose.ts'
import { numbersIn } from './reconcile.ts'

const invoice = (n: number, openE4: number, more: Partial<OpenInvoice> = {}): OpenInvoice => ({
  id: `i${n}`,
  number: `INV-2026-00000${n}`,
  fapiaoNumber: null,
  reference: null,
  issuedOn: '2026-01-01',
  dueOn: `2026-02-0${n}`,
  openE4,
  ...more,
})
const paid = (leftE4: number, words = '') => ({ leftE4, receivedOn: '2026-02-20', words })

describe('a payment is thought to be for', () => {
  test.each([
    ['货款 INV-2026-000002', 100, ['i2'], 'invoiceNumber', 100],
    ['inv2026000002', 100, ['i2'], 'invoiceNumber', 100],
    ['ＩＮＶ－２０２６－０００００２运费', 100, ['i2'], 'invoiceNumber', 100],
    ['INV-2026-000001 INV-2026-000003', 400, ['i1', 'i3'], 'sumOfInvoices', 100],
    ['发票 24312000000012345678', 200, ['i3'], 'fapiaoNumber', 88],
    ['PO 77-1204', 50, ['i2'], 'reference', 88],
    ['', 300, ['i3'], 'exactAmount', 92],
    ['', 500, ['i1', 'i2', 'i3'], 'sumOfAll', 92],
    ['', 200, ['i1', 'i2'], 'sumOfInvoices', 78],
    ['谢谢', 250, ['i1', 'i2', 'i3'], 'oldestFirst', 40],
    // More than is open: the rest is left over.
    ['', 900, ['i1', 'i2', 'i3'], 'oldestFirst', 40],
    // The number of another invoice within a longer one says nothing.
    ['INV-2026-0000021', 250, ['i1', 'i2', 'i3'], 'oldestFirst', 40],
  ])('“%s” over %i → %j (%s)', (words, amount, ids, reason, score) => {
    const open = [
      invoice(1, 100),
      invoice(2, 100, { reference: 'PO 77-1204' }),
      invoice(3, 300, { fapiaoNumber: '24312000000012345678' }),
    ]
    const found = propose(paid(amount, words), open)
    expect(found?.parts.map(({ invoiceId }) => invoiceId)).toEqual(ids)
    expect(found?.reasons).toContain(reason)
    expect(found?.score).toBe(score)
  })

  test('of two invoices of its amount the older one, and somebody shall look', () => {
    expect(propose(paid(100), [invoice(2, 100), invoice(1, 100), invoice(3, 70)])).toMatchObject({
      score: 75,
      parts: [{ invoiceId: 'i1', amountE4: 100 }],
    })
  })

  test('nothing where nothing is open, or what was billed long after', () => {
    expect(propose(paid(100), [])).toBeNull()
    expect(propose(paid(100), [invoice(1, 100, { issuedOn: '2026-06-01' })])).toBeNull()
  })
})

test('numbers are found in whatever the payer wrote', () => {
  expect(numbersIn('付INV 2026 000123，po-4711/9 谢谢')).toEqual(
    expect.arrayContaining(['INV-2026-000123', 'PO-4711/9']),
  )
})

test('a proposal never settles more than was paid or is open, and each invoice once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 25 }),
      fc.integer({ min: 1, max: 60_000 }),
      fc.constantFrom('', 'INV-2026-000003', 'INV-2026-000001 INV-2026-000004'),
      (amounts, leftE4, words) => {
        const open = amounts.map((amount, at) =>
          invoice(at % 9, amount, { id: `${at}`, number: `INV-2026-${String(at).padStart(6, '0')}` }),
        )
        const found = propose(paid(leftE4, words), open)
        const parts = found?.parts ?? []
        expect(parts.length).toBeGreaterThan(0)
        expect(parts.reduce((sum, { amountE4 }) => sum + amountE4, 0)).toBeLessThanOrEqual(leftE4)
        expect(new Set(parts.map(({ invoiceId }) => invoiceId)).size).toBe(parts.length)
        for (const { invoiceId, amountE4 } of parts) {
          expect(amountE4).toBeGreaterThan(0)
          expect(amountE4).toBeLessThanOrEqual(open.find(({ id }) => id === invoiceId)?.openE4 ?? 0)
        }
      },
    ),
  )
  expect(spread(0, [invoice(1, 5)])).toEqual([])
})
