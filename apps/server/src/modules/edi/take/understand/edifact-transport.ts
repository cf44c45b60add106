import type { NewOrder } from '@quayside/contract'
import { at, orNone, Said } from '../said.ts'
import { addressOf, customerOf, functionOf, partiesOf, referencesOf, timeOf } from './edifact-parts.ts'
import type { AnswerSaid, Befell, References, Understood } from './understood.ts'
import { cubicCentimetresOf, edifactMoment, gramsOf, numberOf } from './values.ts'
import { defined } from './x12-parts.ts'

type Goods = NonNullable<NewOrder['goods']>[number]
type Place = NonNullable<NewOrder['places']>[number]

/** 8067 in TDT: by what it goes. */
const modes: Record<string, NewOrder['lines'][number]['service']> = {
  1: 'sea',
  2: 'rail',
  3: 'road',
  4: 'air',
  5: 'express',
  6: 'multimodal',
  8: 'sea',
}

/** 3227 in LOC. */
const kinds: Record<string, Place['kind']> = {
  5: 'pickup',
  88: 'pickup',
  198: 'pickup',
  9: 'portOfLoading',
  11: 'portOfDischarge',
  12: 'portOfDischarge',
  7: 'delivery',
  8: 'delivery',
  20: 'delivery',
  13: 'stop',
}

/** Transport instruction and booking: parties, places, and goods item by item. */
export function understandTransport(said: Said, type: 'IFTMIN' | 'IFTMBF'): Understood {
  const reference = at(said.one('BGM'), 2)
  const head = said.before('GID')
  const customer = customerOf(head, 'FP', 'IV', 'BY', 'OB', 'CZ', 'FW')
  if (functionOf(said) === '1') return { does: 'cancel', reference, customer }
  const draft = draftOf(said, head, reference, type)
  if (['4', '5'].includes(functionOf(said))) return { does: 'change', reference, customer, lines: [], whole: draft }
  return { does: 'order', reference, customer, draft }
}

function draftOf(said: Said, head: Said, reference: string, type: 'IFTMIN' | 'IFTMBF'): Omit<NewOrder, 'customer'> {
  const transport = said.one('TDT', 1, '20') ?? said.one('TDT')
  const service = modes[at(transport, 3)] ?? (type === 'IFTMBF' ? 'sea' : 'road')
  const places = placesOf(head)
  return defined<Omit<NewOrder, 'customer'>>({
    customerReference: orNone(reference),
    orderedOn: orNone(timeOf(head, '137').slice(0, 10)),
    requestedOn: orNone(timeOf(head, '2', '17', '63', '132').slice(0, 10)),
    currency: orNone(at(said.one('CUX'), 1, 2)),
    note: orNone(
      head
        .all('FTX')
        .map((ftx) => ftx.components(4).join(' ').trim())
        .filter(Boolean)
        .join('\n')
        .slice(0, 5_000),
    ),
    lines: [
      defined<NewOrder['lines'][number]>({
        service,
        mode: orNone(at(transport, 8, 4) || at(transport, 2)),
        origin: nameOf(places[0]),
        destination: nameOf(places.length > 1 ? places.at(-1) : undefined),
      }),
    ],
    goods: said.parts('GID', 'EQD').map(goodsOf).slice(0, 1_000),
    places: places.slice(0, 100),
    parties: partiesOf(head),
    references: referencesOf(said).slice(0, 100),
  })
}

const nameOf = (place: Place | undefined) => place?.name ?? place?.unlocode

/** In the order in which goods pass them. */
const passing: readonly Place['kind'][] = ['pickup', 'portOfLoading', 'stop', 'portOfDischarge', 'delivery']

function placesOf(head: Said): Place[] {
  const located = head.all('LOC').flatMap((loc) => {
    const kind = kinds[at(loc, 1)]
    const code = at(loc, 2)
    return kind
      ? [
          defined<Place>({
            kind,
            name: orNone(at(loc, 2, 4)),
            ...(/^[A-Z]{2}[A-Z2-9]{3}$/.test(code) ? { unlocode: code } : {}),
          }),
        ]
      : []
  })
  const known = new Set(located.map(({ kind }) => kind))
  const ends = [['CZ', 'pickup'] as const, ['CN', 'delivery'] as const].flatMap(([role, kind]) => {
    const nad = head.one('NAD', 1, role)
    return nad && !known.has(kind) ? [defined<Place>({ kind, ...addressOf(nad) })] : []
  })
  const all = [...located, ...ends].toSorted((a, b) => passing.indexOf(a.kind) - passing.indexOf(b.kind))
  const windows = { pickup: timeOf(head, '234', '10', '133'), delivery: timeOf(head, '2', '17', '132') }
  return all.map((place) => {
    const from = place.kind === 'pickup' ? windows.pickup : place.kind === 'delivery' ? windows.delivery : ''
    return from ? { ...place, from } : place
  })
}

function goodsOf(part: Said): Goods {
  const gid = part.head
  const measured = (...qualifiers: string[]) =>
    part.all('MEA').find((mea) => qualifiers.includes(at(mea, 2)) || qualifiers.includes(at(mea, 1)))
  const weight = measured('G', 'AAB', 'AAD', 'AAL', 'WT')
  const volume = measured('AAW', 'ABJ', 'VOL')
  const dgs = part.one('DGS')
  const temperature = part.one('TMP')
  return defined<Goods>({
    description: orNone(
      part
        .all('FTX')
        .filter((ftx) => at(ftx, 1) === 'AAA')
        .map((ftx) => ftx.components(4).join(' ').trim())
        .join(' ')
        .slice(0, 2_000),
    ),
    hsCode: orNone(at(part.one('PIA', 1, '5', '1'), 2)),
    packages: numberOf(at(gid, 2)),
    packageType: orNone(at(gid, 2, 5) || at(gid, 2, 2)),
    weightG: weight ? gramsOf(at(weight, 3, 2), at(weight, 3) || 'KGM') : undefined,
    volumeCm3: volume ? cubicCentimetresOf(at(volume, 3, 2), at(volume, 3)) : undefined,
    unNumber: orNone(at(dgs, 3)),
    dangerClass: orNone(at(dgs, 2)),
    temperatureMinC: temperature ? numberOf(at(temperature, 2)) : undefined,
    temperatureMaxC: temperature ? numberOf(at(temperature, 2)) : undefined,
    marks: orNone(
      part
        .all('PCI')
        .map((pci) => pci.components(2).join(' '))
        .join(' ')
        .slice(0, 500),
    ),
  })
}

/** Booking confirmed or not: 4343 in BGM says AP accepted, RE declined; or 1225 as in other answers. */
export function understandIftmbc(said: Said): AnswerSaid {
  const bgm = said.one('BGM')
  const declined = at(bgm, 4) === 'RE' || functionOf(said) === '27'
  return {
    does: 'answer',
    reference: at(said.one('RFF', 1, 'BN', 'ON', 'FF', 'SI'), 1, 2),
    verdict: declined ? 'declined' : at(bgm, 4) === 'CA' ? 'changed' : 'accepted',
    theirs: at(bgm, 2),
  }
}

/** Status report: each CNI a consignment, each STS in it one thing that befell it. */
export function understandIftsta(said: Said): Understood {
  const head = said.before('CNI', 'STS')
  const consignments = said.parts('CNI')
  const groups = consignments.length > 0 ? consignments : [said]
  const references: References[] = [
    ...consignments.flatMap((part) => (at(part.head, 2) ? [{ kind: 'shipment', value: at(part.head, 2) }] : [])),
    ...referencesOf(said),
  ]
  const befell = groups.flatMap((group) => group.parts('STS', 'CNI').map((part) => befellOf(part)))
  const reference = references[0]?.value ?? at(said.one('BGM'), 2)
  return {
    does: 'milestones',
    standard: 'edifact',
    reference,
    references: [...references, ...referencesOf(head)],
    befell,
  }
}

/** C601/C555: the older form has the status in the second element, the newer in the third of it. */
function befellOf(part: Said): Befell {
  const sts = part.head
  const dtm = part.all('DTM')
  const chosen = dtm.find((one) => ['334', '7', '178', '186', '11', '35'].includes(at(one, 1))) ?? dtm[0]
  const qualifier = at(chosen, 1)
  const loc = part.one('LOC')
  return {
    status: at(sts, 2),
    reason: at(sts, 3),
    kind: ['17', '132', '133'].includes(qualifier)
      ? 'estimated'
      : ['2', '10', '234'].includes(qualifier)
        ? 'planned'
        : 'actual',
    at: chosen ? edifactMoment(at(chosen, 1, 2), at(chosen, 1, 3)) : '',
    place: at(loc, 2, 4) || at(loc, 2),
    unlocode: /^[A-Z]{2}[A-Z2-9]{3}$/.test(at(loc, 2)) ? at(loc, 2) : '',
  }
}

/** Despatch advice: what left, and when it shall be there. */
export function understandDesadv(said: Said): Understood {
  const head = new Said(said.before('LIN').segments)
  const event = (status: string, kind: Befell['kind'], at: string): Befell => ({
    status,
    reason: '',
    kind,
    at,
    place: '',
    unlocode: '',
  })
  const due = timeOf(head, '17', '132', '191', '2')
  const references = [...referencesOf(said), { kind: 'shipment' as const, value: at(said.one('BGM'), 2) }].filter(
    ({ value }) => value,
  )
  const befell = [event('24', 'actual', timeOf(head, '11', '137'))]
  if (due) befell.push(event('21', 'estimated', due))
  const order = at(said.one('RFF', 1, 'ON'), 1, 2)
  return { does: 'milestones', standard: 'edifact', reference: order || at(said.one('BGM'), 2), references, befell }
}
