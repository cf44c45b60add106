import type { MessageDefinition } from '../message/definition.ts'
import { orders } from './orders.ts'

/** UN/EDIFACT messages by UNH 0065. */
export const edifactMessages: Readonly<Record<string, MessageDefinition>> = { ORDERS: orders }
