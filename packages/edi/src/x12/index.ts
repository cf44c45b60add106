import type { MessageDefinition } from '../message/definition.ts'
import { x204 } from './204.ts'

/** X12 transaction sets by ST01. */
export const x12Messages: Readonly<Record<string, MessageDefinition>> = { 204: x204 }
