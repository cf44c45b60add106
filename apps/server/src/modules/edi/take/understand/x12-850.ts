import type { NewOrder } from '@quayside/contract'
import { at, orNone, type Said } from '../said.ts'
import type { ChangedLine, Understood } from './understood.ts'
import { dayOf, e4Of, numberOf } from './values.ts'
import { customerOf, defined, partiesOf, referencesOf } from './x12-parts.ts'

type Line = NewOrder['lines'][number]

/** Purchase order: BEG names it, each PO1 is a line. */
export function understand850(said: Said): Understood {
  const beg = said.one('BEG')
  const head = said.before('PO1')
  const reference = at(beg, 3)
  const customer = customerOf(head, 'BT', 'BY', 'ST', 'SH')
  if (at(beg, 1) === '01' || at(beg, 1) === '03') return { does: 'cancel', reference, customer }
  const draft = defined<Omit<NewOrder, 'customer'>>({
    customerReference: orNone(reference),
    orderedOn: orNone(dayOf(at(beg, 5))),
    requestedOn: requestedOn(head),
    currency: orNone(at(said.one('CUR'), 2)),
    note: notesOf(said),
    lines: said.parts('PO1', 'CTT').map((part) => lineOf(part, part.head, 1)),
    parties: partiesOf(head),
    references: [
      ...(reference ? [{ kind: 'purchaseOrder' as const, value: reference }] : []),
      ...referencesOf(head),
    ].slice(0, 100),
  })
  if (at(beg, 1) === '04' || at(beg, 1) === '05')
    return { does: 'change', reference, customer, lines: [], whole: draft }
  return { does: 'order', reference, customer, draft }
}

/** Change of a purchase order: BCH names it, each POC is a line that comes, goes or becomes another. */
export function understand860(said: Said): Understood {
  const bch = said.one('BCH')
  const head = said.before('POC')
  const reference = at(bch, 3)
  const customer = customerOf(head, 'BT', 'BY', 'ST', 'SH')
  if (at(bch, 1) === '01' || at(bch, 1) === '03') return { does: 'cancel', reference, customer }
  const requested = requestedOn(head)
  const note = notesOf(said)
  return {
    does: 'change',
    reference,
    customer,
    ...(requested ? { requestedOn: requested } : {}),
    ...(note ? { note } : {}),
    lines: said.parts('POC', 'CTT').flatMap((part) => changedLine(part)),
  }
}

/** Element 670: AI added, DI deleted; what is neither changes something. NC says that nothing does. */
function changedLine(part: Said): ChangedLine[] {
  const poc = part.head
  if (at(poc, 2) === 'NC') return []
  const action = at(poc, 2) === 'AI' ? 'add' : at(poc, 2) === 'DI' ? 'remove' : 'change'
  return [{ action, lineNo: numberOf(at(poc, 1)), line: lineOf(part, poc, 2) }]
}

const notesOf = (said: Said) =>
  orNone(
    said
      .all('MSG', 'NTE')
      .map((one) => at(one, one.tag === 'NTE' ? 2 : 1))
      .filter(Boolean)
      .join('\n')
      .slice(0, 5_000),
  )

/** Element 374: 002 delivery requested, 010 shipment requested, 063 not later. */
const requestedOn = (said: Said) =>
  orNone(dayOf(['002', '063', '074', '010', '037'].map((one) => at(said.one('DTM', 1, one), 2)).find(Boolean) ?? ''))

/** PO1 and POC say the same from quantity on; POC a few elements later, with the quantity left to receive between. */
function lineOf(part: Said, segment: Said['head'], quantityAt: 1 | 2): Line {
  const isPo1 = quantityAt === 1
  const [quantity, unit, price, firstId] = isPo1 ? [2, 3, 4, 6] : [3, 5, 6, 8]
  const each = e4Of(at(segment, price))
  const count = numberOf(at(segment, quantity))
  const ids = [0, 2, 4, 6].map((more) => at(segment, firstId + 1 + more)).filter(Boolean)
  const amount = each !== undefined && count !== undefined ? Math.round(each * count) : undefined
  return defined<Line>({
    service: 'goods',
    item: orNone(
      part
        .all('PID')
        .map((pid) => at(pid, 5))
        .filter(Boolean)
        .join(' ')
        .slice(0, 500),
    ),
    itemCode: ids[0],
    quantity: count,
    unit: orNone(at(segment, unit)),
    ...(amount !== undefined && Number.isSafeInteger(amount) ? { priceE4: amount, priceReason: 'EDI 850' } : {}),
  })
}
