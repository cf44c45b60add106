import type { NewOrder } from '@quayside/contract'
import { at, orNone, type Said } from '../said.ts'
import type { NamedCustomer } from './understood.ts'
import { momentOf } from './values.ts'

type Party = NonNullable<NewOrder['parties']>[number]
type Place = NonNullable<NewOrder['places']>[number]
type Reference = NonNullable<NewOrder['references']>[number]

/** X12 element 98 in N101: what a party does in an order of ours. */
const roles: Record<string, Party['role']> = {
  BT: 'billTo',
  BY: 'orderer',
  PR: 'payer',
  PF: 'billTo',
  SH: 'shipper',
  SF: 'shipper',
  CN: 'consignee',
  ST: 'consignee',
  UC: 'consignee',
  CA: 'carrier',
  SC: 'carrier',
  N1: 'notify',
  NP: 'notify',
  BK: 'broker',
  AG: 'agent',
  FW: 'agent',
  DE: 'orderer',
}

/** Name and address of an N1 loop. */
export function addressOf(loop: Said) {
  const n4 = loop.one('N4')
  const streets = loop.all('N3').flatMap((n3) => [at(n3, 1), at(n3, 2)])
  return {
    name: orNone(at(loop.one('N1'), 2) || at(loop.one('N2'), 1)),
    address: orNone(streets.filter(Boolean).join(', ')),
    city: orNone([at(n4, 1), at(n4, 2)].filter(Boolean).join(', ')),
    postcode: orNone(at(n4, 3)),
    country: orNone(at(n4, 4)),
    unlocode: at(n4, 5) === 'UN' ? orNone(at(n4, 6)) : undefined,
  }
}

export function partiesOf(said: Said): Party[] {
  return said.parts('N1').flatMap((loop) => {
    const role = roles[at(loop.head, 1)]
    return role ? [defined<Party>({ role, code: orNone(at(loop.head, 4)), ...addressOf(loop) })] : []
  })
}

/** Who pays, who orders, whose goods they are: the first of these that has a code or a name tells the customer. */
export function customerOf(said: Said, ...order: string[]): NamedCustomer {
  const loops = said.parts('N1')
  const found = order.flatMap((role) => loops.filter((loop) => at(loop.head, 1) === role))
  return {
    codes: [...new Set(found.map(({ head }) => at(head, 4)).filter(Boolean))],
    name: found.map(({ head }) => at(head, 2)).find(Boolean) ?? '',
  }
}

/** X12 element 128 of L11, N9, REF: which number it is. */
const kinds: Record<string, Reference['kind']> = {
  BM: 'billOfLading',
  MB: 'masterBill',
  HB: 'houseBill',
  AW: 'airWaybill',
  MA: 'shipment',
  SI: 'shipment',
  CN: 'pro',
  CR: 'other',
  PO: 'purchaseOrder',
  BN: 'booking',
  EQ: 'container',
  OC: 'container',
  SN: 'seal',
  IV: 'invoice',
  IK: 'invoice',
}

export const referenceOf = (qualifier: string, value: string): Reference[] =>
  value === '' ? [] : [{ kind: kinds[qualifier] ?? 'other', value: value.slice(0, 200) }]

/** L11 says value then qualifier, REF and N9 qualifier then value. */
export function referencesOf(said: Said): Reference[] {
  const found = [
    ...said.all('L11').flatMap((one) => referenceOf(at(one, 2), at(one, 1))),
    ...said.all('N9', 'REF').flatMap((one) => referenceOf(at(one, 1), at(one, 2))),
  ]
  return once(found)
}

export const once = (found: readonly Reference[]): Reference[] => [
  ...new Map(found.map((one) => [`${one.kind} ${one.value}`, one])).values(),
]

/** Qualifiers of a time (element 432 in G62, 374 in DTM) in words of ours. */
const earliest = new Set(['10', '37', '53', '69', '64', 'EP', '02', '68', '002', '010'])
const latest = new Set(['38', '54', '63', 'LP', 'LD'])

/** From when until when, of a stop. */
export function windowOf(said: Said): Pick<Place, 'from' | 'to'> {
  const times = said.all('G62').map((g62) => [at(g62, 1), momentOf(at(g62, 2), at(g62, 4))] as const)
  const [first] = times.filter(([qualifier]) => earliest.has(qualifier)).concat(times)
  const last = times.find(([qualifier]) => latest.has(qualifier))
  return { from: orNone(first?.[1] ?? ''), to: orNone(last?.[1] ?? '') }
}

/** Without what is not said: exact optional properties want none rather than undefined. */
export function defined<T>(value: { [K in keyof T]?: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T
}
