import type { NewOrder } from '@quayside/contract'
import { codeMeaning } from '@quayside/edi'
import { reasons } from '../../reasons.ts'
import { at, orNone, type Said } from '../said.ts'
import type { Understood } from './understood.ts'
import { cubicCentimetresOf, gramsOf, numberOf } from './values.ts'
import { addressOf, customerOf, defined, once, partiesOf, referencesOf, windowOf } from './x12-parts.ts'

type Goods = NonNullable<NewOrder['goods']>[number]
type Place = NonNullable<NewOrder['places']>[number]

/** S502: whether the stop loads or unloads; what does both is a stop. */
const kinds: Record<string, Place['kind']> = {
  LD: 'pickup',
  CL: 'pickup',
  PL: 'pickup',
  UL: 'delivery',
  CU: 'delivery',
  PU: 'delivery',
}

/** Load tender: B2 names the shipment, each S5 is a stop with its window, party and goods. */
export function understand204(said: Said): Understood {
  const head = said.before('S5')
  const reference = at(said.one('B2'), 4)
  const purpose = at(said.one('B2A'), 1)
  const customer = customerOf(head, 'BT', 'PR', 'BY', 'SH', 'SF')
  if (purpose === '01' || purpose === '03') return { does: 'cancel', reference, customer }
  const draft = tenderOf(said, head, reference)
  if (purpose === '04' || purpose === '05') return { does: 'change', reference, customer, lines: [], whole: draft }
  return { does: 'order', reference, customer, draft, unclear: unknownStops(said) }
}

const unknownStops = (said: Said) =>
  said.parts('S5', 'L3').flatMap(({ head }, before) => {
    const code = at(head, 2)
    if (code === '' || codeMeaning('x12', stopReason, code)) return []
    return [reasons.stopCodeUnknown({ stop: at(head, 1) || before + 1, code })]
  })

/** Data element of S502. */
const stopReason = '163'

function tenderOf(said: Said, head: Said, reference: string): Omit<NewOrder, 'customer'> {
  const stops = said.parts('S5', 'L3')
  const places = stops.map(placeOf)
  const goods = stops.filter((stop) => kinds[at(stop.head, 2)] !== 'delivery').flatMap(goodsOf)
  const references = once([
    ...(reference ? [{ kind: 'shipment' as const, value: reference }] : []),
    ...referencesOf(head),
    ...stops.flatMap((stop) => stop.all('OID').flatMap((oid) => purchaseOrder(at(oid, 2)))),
  ])
  const total = said.one('L3')
  return defined<Omit<NewOrder, 'customer'>>({
    customerReference: orNone(reference),
    note: orNone(
      said
        .all('NTE')
        .map((nte) => at(nte, 2))
        .filter(Boolean)
        .join('\n')
        .slice(0, 5_000),
    ),
    lines: [
      defined<NewOrder['lines'][number]>({
        service: 'road',
        mode: orNone(at(said.one('MS3'), 4)),
        weightG: total ? gramsOf(at(total, 1), at(total, 12) || 'L') : undefined,
        packages: numberOf(at(total, 11)),
        ...ends(places),
      }),
    ],
    goods: goods.slice(0, 1_000),
    places: places.slice(0, 100),
    parties: partiesOf(head),
    references: references.slice(0, 100),
  })
}

const purchaseOrder = (value: string) => (value ? [{ kind: 'purchaseOrder' as const, value }] : [])

const ends = (places: readonly Place[]) => ({
  origin: cityOf(places.find(({ kind }) => kind === 'pickup')),
  destination: cityOf(places.findLast(({ kind }) => kind === 'delivery')),
})
const cityOf = (place: Place | undefined) => place?.city ?? place?.name

function placeOf(stop: Said): Place {
  const party = stop.parts('N1')[0]
  return defined<Place>({
    kind: kinds[at(stop.head, 2)] ?? 'stop',
    ...(party ? addressOf(party) : {}),
    ...windowOf(stop),
  })
}

function goodsOf(stop: Said): Goods[] {
  const described = stop.parts(['L5', 'OID'], 'N1', 'G61', 'N7').map((part) => {
    const at8 = part.one('AT8')
    const hazard = part.one('LH1')
    const oid = part.head.tag === 'OID' ? part.head : undefined
    return defined<Goods>({
      description: orNone(at(part.one('L5'), 2)),
      packages: numberOf(at(at8, 4) || at(at8, 5) || at(oid, 5)),
      weightG: at8 ? gramsOf(at(at8, 3), at(at8, 2)) : gramsOf(at(oid, 7), at(oid, 6)),
      volumeCm3: at8 ? cubicCentimetresOf(at(at8, 7), at(at8, 6)) : cubicCentimetresOf(at(oid, 9), at(oid, 8)),
      unNumber: orNone(at(hazard, 3)),
      dangerClass: orNone(at(part.one('LH2'), 1)),
      properName: orNone(at(part.one('LH3'), 1)),
    })
  })
  const known = described.filter((one) => Object.keys(one).length > 0)
  if (known.length > 0) return known
  const at8 = stop.one('AT8')
  return at8
    ? [
        defined<Goods>({
          packages: numberOf(at(at8, 4)),
          weightG: gramsOf(at(at8, 3), at(at8, 2)),
          volumeCm3: cubicCentimetresOf(at(at8, 7), at(at8, 6)),
        }),
      ]
    : []
}
