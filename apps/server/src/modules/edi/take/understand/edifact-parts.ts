import type { NewOrder } from '@quayside/contract'
import { at, orNone, type Said } from '../said.ts'
import type { NamedCustomer } from './understood.ts'
import { edifactMoment } from './values.ts'
import { defined, once } from './x12-parts.ts'

type Party = NonNullable<NewOrder['parties']>[number]
type Reference = NonNullable<NewOrder['references']>[number]

/** EDIFACT 3035 in NAD: what a party does in an order of ours. */
const roles: Record<string, Party['role']> = {
  BY: 'orderer',
  OB: 'orderer',
  IV: 'billTo',
  FP: 'payer',
  PR: 'payer',
  CZ: 'shipper',
  SE: 'shipper',
  SU: 'shipper',
  CN: 'consignee',
  UC: 'consignee',
  DP: 'consignee',
  CA: 'carrier',
  FW: 'agent',
  AG: 'agent',
  NI: 'notify',
  N1: 'notify',
  CB: 'broker',
}

/** C082 code, C058 or C080 name, street, city, postcode and country of a NAD. */
export function addressOf(nad: Said['head'] | undefined) {
  const several = (element: number) => (nad?.components(element) ?? []).map((one) => one.trim()).filter(Boolean)
  return {
    name: orNone(several(4).slice(0, 5).join(' ') || several(3)[0] || ''),
    address: orNone(several(5).join(', ')),
    city: orNone(at(nad, 6)),
    postcode: orNone(at(nad, 8)),
    country: orNone(at(nad, 9)),
  }
}

export const partiesOf = (said: Said): Party[] =>
  said.all('NAD').flatMap((nad) => {
    const role = roles[at(nad, 1)]
    return role ? [defined<Party>({ role, code: orNone(at(nad, 2)), ...addressOf(nad) })] : []
  })

export function customerOf(said: Said, ...order: string[]): NamedCustomer {
  const found = order.flatMap((role) => said.all('NAD').filter((nad) => at(nad, 1) === role))
  return {
    codes: [...new Set(found.map((nad) => at(nad, 2)).filter(Boolean))],
    name: found.map((nad) => addressOf(nad).name).find(Boolean) ?? '',
  }
}

/** EDIFACT 1153 in RFF. */
const kinds: Record<string, Reference['kind']> = {
  ON: 'purchaseOrder',
  BN: 'booking',
  BM: 'billOfLading',
  MB: 'masterBill',
  BH: 'houseBill',
  HWB: 'houseBill',
  AWB: 'airWaybill',
  AAO: 'shipment',
  AAS: 'shipment',
  CU: 'shipment',
  CN: 'pro',
  SN: 'seal',
  IV: 'invoice',
  DQ: 'shipment',
}

export const referencesOf = (said: Said): Reference[] =>
  once([
    ...said.all('RFF').flatMap((rff) => {
      const value = at(rff, 1, 2)
      return value ? [{ kind: kinds[at(rff, 1)] ?? ('other' as const), value: value.slice(0, 200) }] : []
    }),
    ...said
      .all('EQD')
      .flatMap((eqd) =>
        at(eqd, 1) === 'CN' && at(eqd, 2) ? [{ kind: 'container' as const, value: at(eqd, 2).slice(0, 200) }] : [],
      ),
  ])

/** The time of the first DTM with one of these qualifiers, in the order in which they are named. */
export function timeOf(said: Said, ...qualifiers: string[]): string {
  for (const qualifier of qualifiers) {
    const dtm = said.one('DTM', 1, qualifier)
    if (dtm) return edifactMoment(at(dtm, 1, 2), at(dtm, 1, 3))
  }
  return ''
}

/** 1225 in BGM: 1 cancels, 4 changes, 5 replaces. */
export const functionOf = (said: Said): string => at(said.one('BGM'), 3)
