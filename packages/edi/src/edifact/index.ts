import type { MessageDefinition } from '../message/definition.ts'
import { contrl } from './contrl.ts'
import { desadv } from './desadv.ts'
import { iftsta } from './iftsta.ts'
import { invoic } from './invoic.ts'
import { ordchg, orders, ordrsp } from './order-messages.ts'
import { iftmbc, iftmbf, iftmin } from './transport-messages.ts'

/** UN/EDIFACT messages by UNH 0065. */
export const edifactMessages: Readonly<Record<string, MessageDefinition>> = {
  ORDERS: orders,
  ORDRSP: ordrsp,
  ORDCHG: ordchg,
  DESADV: desadv,
  INVOIC: invoic,
  IFTMIN: iftmin,
  IFTMBF: iftmbf,
  IFTMBC: iftmbc,
  IFTSTA: iftsta,
  CONTRL: contrl,
}
