import type { Standard } from '@quayside/edi'
import { reasons } from '../../reasons.ts'
import type { Said } from '../said.ts'
import { understandInvoic } from './edifact-invoic.ts'
import { understandOrdchg, understandOrders, understandOrdrsp } from './edifact-orders.ts'
import { understandDesadv, understandIftmbc, understandIftsta, understandTransport } from './edifact-transport.ts'
import { understand997, understandContrl, understandTa1 } from './receipts.ts'
import type { Understood } from './understood.ts'
import { understand204 } from './x12-204.ts'
import { understand211 } from './x12-211.ts'
import { understand850, understand860 } from './x12-850.ts'
import { understand210, understand810 } from './x12-bills.ts'
import { understand214, understand855, understand856, understand990 } from './x12-status.ts'
import { understand940, understandAdvice } from './x12-warehouse.ts'

type Understand = (said: Said) => Understood

/** What is done with each kind of message. */
const byType: Record<Standard, Readonly<Record<string, Understand>>> = {
  x12: {
    204: understand204,
    210: understand210,
    211: understand211,
    214: understand214,
    810: understand810,
    850: understand850,
    855: understand855,
    856: understand856,
    860: understand860,
    940: understand940,
    943: (said) => understandAdvice(said, '943'),
    944: (said) => understandAdvice(said, '944'),
    945: (said) => understandAdvice(said, '945'),
    990: understand990,
    997: understand997,
    999: understand997,
    TA1: understandTa1,
  },
  edifact: {
    CONTRL: understandContrl,
    DESADV: understandDesadv,
    IFTMBC: understandIftmbc,
    IFTMBF: (said) => understandTransport(said, 'IFTMBF'),
    IFTMIN: (said) => understandTransport(said, 'IFTMIN'),
    IFTSTA: understandIftsta,
    INVOIC: understandInvoic,
    ORDCHG: understandOrdchg,
    ORDERS: understandOrders,
    ORDRSP: understandOrdrsp,
  },
}

export const isUnderstood = (standard: Standard, type: string): boolean => Object.hasOwn(byType[standard], type)

/** Every type that is understood, for who tells of them. */
export const understoodTypes: Readonly<Record<Standard, readonly string[]>> = {
  x12: Object.keys(byType.x12),
  edifact: Object.keys(byType.edifact),
}

/** Types that ask for an order, at times for a change of one. */
const ordering: Readonly<Record<Standard, readonly string[]>> = {
  x12: ['204', '211', '850', '940'],
  edifact: ['IFTMBF', 'IFTMIN', 'ORDERS'],
}

export const mayOrder = (standard: Standard, type: string): boolean => ordering[standard].includes(type)

/** Acknowledgements are never acknowledged. */
export const isReceipt = (type: string): boolean => ['997', '999', 'TA1', 'CONTRL'].includes(type)

export function understand(standard: Standard, type: string, said: Said): Understood {
  const how = isUnderstood(standard, type) ? byType[standard][type] : undefined
  return how ? how(said) : { does: 'nothing', why: reasons.typeUnknown({ type }) }
}
