import { at, type Said } from '../said.ts'
import { timeOf } from './edifact-parts.ts'
import type { BillSaid } from './understood.ts'

/** Invoice: BGM names it; the total is MOA 77 or what stands in its place, the currency CUX or the MOA's own. */
export function understandInvoic(said: Said): BillSaid {
  const head = said.before('LIN')
  const total = ['77', '9', '86', '39', '128'].map((one) => said.one('MOA', 1, one)).find(Boolean)
  return {
    does: 'bill',
    number: at(said.one('BGM'), 2),
    reference: ['ON', 'BM', 'CN', 'DQ', 'AAK'].map((one) => at(said.one('RFF', 1, one), 1, 2)).find(Boolean) ?? '',
    issuedOn: timeOf(head, '3', '137').slice(0, 10) || null,
    dueOn: timeOf(head, '13', '209').slice(0, 10) || null,
    currency: at(total, 1, 3) || at(said.one('CUX'), 1, 2),
    total: at(total, 1, 2).replace(',', '.'),
    lines: said.parts('LIN', 'UNS').map((part) => ({
      text:
        part
          .all('IMD')
          .map((imd) => at(imd, 3, 4))
          .filter(Boolean)
          .join(' ') || at(part.head, 3),
      amount: at(part.one('MOA', 1, '203', '66', '38'), 1, 2).replace(',', '.'),
    })),
  }
}
