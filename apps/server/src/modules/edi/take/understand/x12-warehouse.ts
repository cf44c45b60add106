import type { NewOrder } from '@quayside/contract'
import { at, orNone, type Said } from '../said.ts'
import type { Befell, References, Understood } from './understood.ts'
import { dayOf, gramsOf, momentOf, numberOf } from './values.ts'
import { addressOf, customerOf, defined, partiesOf, referencesOf } from './x12-parts.ts'

type Line = NewOrder['lines'][number]

/** Warehouse shipping order: W05 names it, each LX holds a W01 of goods to go out. */
export function understand940(said: Said): Understood {
  const w05 = said.one('W05')
  const head = said.before('LX')
  const reference = at(w05, 2)
  const customer = customerOf(head, 'DE', 'BT', 'SF')
  if (at(w05, 1) === 'F' || at(w05, 1) === 'C') return { does: 'cancel', reference, customer }
  const draft = orderOf(said, head, reference, at(w05, 3))
  if (at(w05, 1) === 'R') return { does: 'change', reference, customer, lines: [], whole: draft }
  return { does: 'order', reference, customer, draft }
}

function orderOf(said: Said, head: Said, reference: string, purchaseOrder: string): Omit<NewOrder, 'customer'> {
  const consignee = head.parts('N1').find((loop) => at(loop.head, 1) === 'ST')
  const total = said.one('W76')
  const requested = ['02', '10', '53', '37'].map((one) => at(head.one('G62', 1, one), 2)).find(Boolean) ?? ''
  return defined<Omit<NewOrder, 'customer'>>({
    customerReference: orNone(reference),
    requestedOn: orNone(dayOf(requested)),
    note: orNone(
      said
        .all('NTE')
        .map((nte) => at(nte, 2))
        .filter(Boolean)
        .join('\n')
        .slice(0, 5_000),
    ),
    lines: said.parts('W01', 'LX', 'W76').map(lineOf),
    goods: total
      ? [defined({ packages: numberOf(at(total, 1)), weightG: gramsOf(at(total, 2), at(total, 3) || 'L') })]
      : [],
    places: [
      warehouseOf(head),
      ...(consignee ? [defined({ kind: 'delivery' as const, ...addressOf(consignee) })] : []),
    ],
    parties: partiesOf(head),
    references: [
      ...(purchaseOrder ? [{ kind: 'purchaseOrder' as const, value: purchaseOrder }] : []),
      ...referencesOf(head),
    ],
  })
}

/** Where the goods lie; a depositor with one warehouse at ours need not name it. */
function warehouseOf(head: Said): NonNullable<NewOrder['places']>[number] {
  const named = head.parts('N1').find((loop) => ['WH', 'SF'].includes(at(loop.head, 1)))
  const address = named ? addressOf(named) : {}
  return defined({ kind: 'warehouse' as const, name: (named && at(named.head, 4)) || 'Warehouse', ...defined(address) })
}

const lineOf = (part: Said): Line =>
  defined<Line>({
    service: 'warehousing',
    item: orNone(at(part.one('G69'), 1)),
    itemCode: orNone(at(part.head, 5) || at(part.head, 3) || at(part.head, 7)),
    quantity: numberOf(at(part.head, 1)),
    unit: orNone(at(part.head, 2)),
  })

/** Stock transfer shipment advice 943 and shipping advice 945: what left; receipt advice 944: what came in. */
export function understandAdvice(said: Said, type: '943' | '944' | '945'): Understood {
  const head = type === '944' ? said.one('W17') : said.one('W06')
  const g62 = said.one('G62')
  const [day, number, order] =
    type === '944' ? [at(head, 2), at(head, 3), at(head, 4)] : [at(head, 3), at(head, 4), at(head, 2)]
  const references: References[] = [
    ...(order ? [{ kind: 'customerReference', value: order }] : []),
    ...(at(head, 6) && type !== '944' ? [{ kind: 'purchaseOrder', value: at(head, 6) }] : []),
    ...(number ? [{ kind: 'shipment', value: number }] : []),
    ...referencesOf(said.before('LX')),
  ]
  const befell: Befell = {
    status: type === '944' ? 'AR' : 'AF',
    reason: '',
    kind: 'actual',
    at: g62 ? momentOf(at(g62, 2), at(g62, 4)) : dayOf(day),
    place: at(said.one('N1', 1, 'WH', 'SF'), 2),
    unlocode: '',
  }
  return { does: 'milestones', standard: 'x12', reference: order || number, references, befell: [befell] }
}
