import { at, type Said } from '../said.ts'
import type { BillSaid } from './understood.ts'
import { withCents } from './values.ts'
import { dayOnly } from './x12-status.ts'

/** Freight bill of a carrier: B3 says number, shipment and net amount, with two decimals implied. */
export function understand210(said: Said): BillSaid {
  const b3 = said.one('B3')
  return {
    does: 'bill',
    number: at(b3, 2),
    reference: at(b3, 3),
    issuedOn: dayOnly(at(b3, 6)),
    dueOn: dayOnly(at(said.one('ITD'), 6)),
    currency: at(said.one('C3'), 1),
    total: withCents(at(b3, 7)),
    lines: said.parts('LX', 'L3').map((part) => ({
      text: at(part.one('L5'), 2) || at(part.one('L1'), 8),
      amount: withCents(at(part.one('L1'), 4)),
    })),
  }
}

/** Invoice of a supplier: BIG names it, TDS01 is the total with two decimals implied. */
export function understand810(said: Said): BillSaid {
  const big = said.one('BIG')
  return {
    does: 'bill',
    number: at(big, 2),
    reference: at(big, 4),
    issuedOn: dayOnly(at(big, 1)),
    dueOn: dayOnly(at(said.one('ITD'), 6)),
    currency: at(said.one('CUR'), 2),
    total: withCents(at(said.one('TDS'), 1)),
    lines: said.parts('IT1', 'TDS').map((part) => ({
      text: at(part.one('PID'), 5) || at(part.head, 7),
      amount: lineTotal(at(part.head, 2), at(part.head, 4)),
    })),
  }
}

const lineTotal = (quantity: string, price: string) => {
  const total = Number(quantity) * Number(price)
  return quantity !== '' && price !== '' && Number.isFinite(total) ? total.toFixed(2) : ''
}
