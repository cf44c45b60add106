import type { NewOrder } from '@quayside/contract'
import { at, orNone, type Said } from '../said.ts'
import { customerOf, functionOf, partiesOf, referencesOf, timeOf } from './edifact-parts.ts'
import type { AnswerSaid, ChangedLine, Understood } from './understood.ts'
import { e4Of, numberOf } from './values.ts'
import { defined } from './x12-parts.ts'

type Line = NewOrder['lines'][number]
const day = (moment: string) => orNone(moment.slice(0, 10))

/** Purchase order: BGM names it, each LIN is a line. */
export function understandOrders(said: Said): Understood {
  const reference = at(said.one('BGM'), 2)
  const head = said.before('LIN')
  const customer = customerOf(head, 'IV', 'BY', 'OB', 'DP')
  if (functionOf(said) === '1') return { does: 'cancel', reference, customer }
  const draft = defined<Omit<NewOrder, 'customer'>>({
    customerReference: orNone(reference),
    orderedOn: day(timeOf(head, '137', '4')),
    requestedOn: day(timeOf(head, '2', '63', '10', '76')),
    currency: orNone(at(said.one('CUX'), 1, 2)),
    note: notesOf(head),
    lines: said.parts('LIN', 'UNS').map(lineOf),
    parties: partiesOf(head),
    references: [
      ...(reference ? [{ kind: 'purchaseOrder' as const, value: reference }] : []),
      ...referencesOf(head),
    ].slice(0, 100),
  })
  if (['4', '5'].includes(functionOf(said))) return { does: 'change', reference, customer, lines: [], whole: draft }
  return { does: 'order', reference, customer, draft }
}

/** Change: the order is the RFF ON; 1229 in LIN says 1 added, 2 deleted, others changed. */
export function understandOrdchg(said: Said): Understood {
  const head = said.before('LIN')
  const reference = at(said.one('RFF', 1, 'ON'), 1, 2) || at(said.one('BGM'), 2)
  const customer = customerOf(head, 'IV', 'BY', 'OB', 'DP')
  if (functionOf(said) === '1') return { does: 'cancel', reference, customer }
  const requestedOn = day(timeOf(head, '2', '63', '10', '76'))
  const note = notesOf(head)
  return {
    does: 'change',
    reference,
    customer,
    ...(requestedOn ? { requestedOn } : {}),
    ...(note ? { note } : {}),
    lines: said.parts('LIN', 'UNS').map((part): ChangedLine => {
      const action = at(part.head, 2) === '1' ? 'add' : at(part.head, 2) === '2' ? 'remove' : 'change'
      return { action, lineNo: numberOf(at(part.head, 1)), line: lineOf(part) }
    }),
  }
}

/** Answer to an order: 1225 in BGM says 27 declined, 4 changed, 29 accepted. */
export function understandOrdrsp(said: Said): AnswerSaid {
  const verdict = functionOf(said) === '27' ? 'declined' : functionOf(said) === '4' ? 'changed' : 'accepted'
  return {
    does: 'answer',
    reference: at(said.one('RFF', 1, 'ON'), 1, 2),
    verdict,
    theirs: at(said.one('BGM'), 2),
  }
}

const notesOf = (said: Said) =>
  orNone(
    said
      .all('FTX')
      .map((ftx) => ftx.components(4).join(' ').trim())
      .filter(Boolean)
      .join('\n')
      .slice(0, 5_000),
  )

function lineOf(part: Said): Line {
  const quantity = part.one('QTY', 1, '21', '1', '12') ?? part.one('QTY')
  const count = numberOf(at(quantity, 1, 2))
  const price = part.one('PRI', 1, 'AAA', 'AAB', 'CAL')
  const each = e4Of(at(price, 1, 2))
  const whole = e4Of(at(part.one('MOA', 1, '203', '66', '38'), 1, 2))
  const per = numberOf(at(price, 1, 5)) || 1
  const amount = whole ?? (each !== undefined && count !== undefined ? Math.round((each * count) / per) : undefined)
  return defined<Line>({
    service: 'goods',
    item: orNone(
      part
        .all('IMD')
        .map((imd) => at(imd, 3, 4) || at(imd, 3))
        .filter(Boolean)
        .join(' ')
        .slice(0, 500),
    ),
    itemCode: orNone(at(part.head, 3) || at(part.one('PIA'), 2)),
    quantity: count,
    unit: orNone(at(quantity, 1, 3)),
    ...(amount !== undefined && Number.isSafeInteger(amount) ? { priceE4: amount, priceReason: 'EDI ORDERS' } : {}),
  })
}
