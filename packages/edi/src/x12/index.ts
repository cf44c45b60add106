import type { MessageDefinition } from '../message/definition.ts'
import { x204 } from './204.ts'
import { x210 } from './210.ts'
import { x211 } from './211.ts'
import { x214 } from './214.ts'
import { x810 } from './810.ts'
import { x850 } from './850.ts'
import { x855 } from './855.ts'
import { x856 } from './856.ts'
import { x860 } from './860.ts'
import { x940 } from './940.ts'
import { x943 } from './943.ts'
import { x944 } from './944.ts'
import { x945 } from './945.ts'
import { x990 } from './990.ts'
import { x997 } from './997.ts'
import { x999 } from './999.ts'

export { x204, x210, x211, x214, x810, x850, x855, x856, x860, x940, x943, x944, x945, x990, x997, x999 }

/** X12 transaction sets by ST01. */
export const x12Messages: Readonly<Record<string, MessageDefinition>> = {
  204: x204,
  210: x210,
  211: x211,
  214: x214,
  810: x810,
  850: x850,
  855: x855,
  856: x856,
  860: x860,
  940: x940,
  943: x943,
  944: x944,
  945: x945,
  990: x990,
  997: x997,
  999: x999,
}
