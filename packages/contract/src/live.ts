import { z } from 'zod'
import type { Module } from './rights.ts'
import { route } from './route.ts'
import { Id } from './shapes.ts'

/** One message of the live stream: something happened to a record this person may see. Its content is asked for anew. */
export const LiveMessage = z.strictObject({
  /** Type of the record, e.g. `account`. */
  subject: z.string(),
  id: Id,
  /** `noun.pastVerb`, e.g. `account.changed`. */
  kind: z.string(),
  accountId: Id.nullable(),
})
export type LiveMessage = z.infer<typeof LiveMessage>

export const liveUpdates = route('liveUpdates', 'GET', '/live', {
  summary: 'Server-sent events: changes to what I may see, as they are committed; resumes after Last-Event-ID',
  tag: 'live',
  door: 'signedIn',
  kind: 'stream',
})

/** Records that hang on a customer and have a right of their own: whoever sees the customer alone does not hear of them. */
export const moduleOfSubject: Readonly<Record<string, Module>> = {
  order: 'orders',
  orderTemplate: 'orders',
  shipment: 'shipments',
  invoice: 'invoices',
  payment: 'invoices',
  moneyImport: 'invoices',
  tariff: 'pricing',
  ediBill: 'edi',
  ediFile: 'edi',
  ediInterchange: 'edi',
  ediMessage: 'edi',
  ediPartner: 'edi',
}
