import type { NewOrder } from '@quayside/contract'
import { at, orNone, type Said } from '../said.ts'
import type { Understood } from './understood.ts'
import { cubicCentimetresOf, dayOf, gramsOf, numberOf } from './values.ts'
import { addressOf, customerOf, defined, once, partiesOf, referencesOf, windowOf } from './x12-parts.ts'

type Goods = NonNullable<NewOrder['goods']>[number]
type Place = NonNullable<NewOrder['places']>[number]

/**
 * Motor carrier bill of lading: BOL names the shipment, each AT1 is a line of goods. Most follow a load tender, whose order they belong
 * to then; without one they are the order.
 */
export function understand211(said: Said): Understood {
  const head = said.before('AT1')
  const bol = said.one('BOL')
  const reference = at(bol, 3)
  const purpose = at(said.one('B2A'), 1)
  const customer = customerOf(head, 'BT', 'PR', 'BY', 'SH', 'SF')
  if (purpose === '01' || purpose === '03') return { does: 'cancel', reference, customer }
  const places = placesOf(head)
  const references = once([
    ...(reference ? [{ kind: 'billOfLading' as const, value: reference }] : []),
    ...(at(bol, 6) ? [{ kind: 'pro' as const, value: at(bol, 6) }] : []),
    ...referencesOf(said),
    ...said.all('SPO').flatMap((spo) => (at(spo, 1) ? [{ kind: 'purchaseOrder' as const, value: at(spo, 1) }] : [])),
  ]).slice(0, 100)
  const draft = defined<Omit<NewOrder, 'customer'>>({
    customerReference: orNone(reference),
    orderedOn: orNone(dayOf(at(bol, 4))),
    note: orNone(
      said
        .all('K1')
        .flatMap((k1) => [at(k1, 1), at(k1, 2)])
        .filter(Boolean)
        .join('\n')
        .slice(0, 5_000),
    ),
    lines: [
      defined<NewOrder['lines'][number]>({
        service: 'road',
        mode: orNone(at(said.one('MS3'), 4)),
        origin: cityOf(places.find(({ kind }) => kind === 'pickup')),
        destination: cityOf(places.find(({ kind }) => kind === 'delivery')),
      }),
    ],
    goods: said.parts('AT1', 'SPO').map(goodsOf).slice(0, 1_000),
    places,
    parties: partiesOf(head),
    references,
  })
  if (purpose === '04' || purpose === '05') return { does: 'change', reference, customer, lines: [], whole: draft }
  return { does: 'order', reference, customer, draft, follows: references.map(({ value }) => value) }
}

const cityOf = (place: Place | undefined) => place?.city ?? place?.name

/** Element 432 in G62: 10, 37, 38, 64 are of the pick-up, the others of the delivery. */
const ofPickup = new Set(['10', '37', '38', '64', '69'])

function placesOf(head: Said): Place[] {
  const loops = head.parts('N1')
  const times = head.all('G62')
  const placeOf = (kind: 'pickup' | 'delivery', ...roles: string[]): Place[] => {
    const loop = roles.flatMap((role) => loops.filter((one) => at(one.head, 1) === role))[0]
    if (!loop) return []
    const own = times.filter((g62) => ofPickup.has(at(g62, 1)) === (kind === 'pickup'))
    return [defined<Place>({ kind, ...addressOf(loop), ...windowOf(head.only(own)) })]
  }
  return [...placeOf('pickup', 'SF', 'SH'), ...placeOf('delivery', 'ST', 'CN', 'UC')]
}

function goodsOf(part: Said): Goods {
  const at2 = part.one('AT2')
  return defined<Goods>({
    description: orNone(
      part
        .all('AT4')
        .map((at4) => at(at4, 1))
        .filter(Boolean)
        .join(' ')
        .slice(0, 2_000),
    ),
    packages: numberOf(at(at2, 1)),
    packageType: orNone(at(at2, 2)),
    weightG: at2 ? gramsOf(at(at2, 5), at(at2, 4) || 'L') : undefined,
    volumeCm3: at2 ? cubicCentimetresOf(at(at2, 14), at(at2, 13)) : undefined,
    unNumber: orNone(at(part.one('LH1'), 3)),
    dangerClass: orNone(at(part.one('LH2'), 1)),
    properName: orNone(at(part.one('LH3'), 1)),
  })
}
