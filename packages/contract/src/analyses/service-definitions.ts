import { z } from 'zod'
import { AccountRef } from '../accounts/index.ts'
import { route } from '../route.ts'
import { ById, Id } from '../shapes.ts'

const tag = 'Analyses'
const analyses = (action: 'read' | 'change') => ({ module: 'analyses', action }) as const

/** Whose word counts for the arrival: 签收单, the carrier, the consignee's own system, the position of the vehicle. */
export const AttestedBy = z.enum(['proofOfDelivery', 'carrier', 'consignee', 'geofence'])
export type AttestedBy = z.infer<typeof AttestedBy>

/** What a contract means by on time: days before and after the promised day that still count, both ends included. */
export const ServiceTerms = z.strictObject({
  /** null: early never matters. */
  earlyDays: z.int().min(0).max(365).nullable(),
  graceDays: z.int().min(0).max(365),
  attestedBy: AttestedBy,
  note: z.string().trim().max(500).default(''),
})
export type ServiceTerms = z.infer<typeof ServiceTerms>

export const ServiceDefinition = ServiceTerms.extend({ id: Id, note: z.string(), version: z.int() })
export type ServiceDefinition = z.infer<typeof ServiceDefinition>

export const OwnServiceDefinition = ServiceDefinition.extend({
  account: AccountRef,
  can: z.strictObject({ change: z.boolean() }),
})
export type OwnServiceDefinition = z.infer<typeof OwnServiceDefinition>

export const ServiceDefinitions = z.strictObject({
  company: ServiceDefinition.extend({ can: z.strictObject({ change: z.boolean() }) }),
  /** Of customers with a definition of their own, by name; at most 500. */
  own: z.array(OwnServiceDefinition),
})
export type ServiceDefinitions = z.infer<typeof ServiceDefinitions>

export const listServiceDefinitions = route('listServiceDefinitions', 'GET', '/service-definitions', {
  summary: 'What on time means: for the company, and for customers with terms of their own',
  tag,
  door: analyses('read'),
  reply: ServiceDefinitions,
})
export const addServiceDefinition = route('addServiceDefinition', 'POST', '/service-definitions', {
  summary: 'Give a customer terms of its own',
  tag,
  door: { module: 'accounts', action: 'change' },
  body: ServiceTerms.extend({ accountId: Id }),
  reply: ServiceDefinitions,
})
/** The company's is changed by who may change analyses, a customer's by who may change the customer. */
export const changeServiceDefinition = route('changeServiceDefinition', 'PUT', '/service-definitions/:id', {
  summary: 'Change what on time means',
  tag,
  door: 'signedIn',
  keys: ['analyses', 'accounts'],
  params: ById,
  body: ServiceTerms,
  reply: ServiceDefinitions,
  versioned: true,
})
export const removeServiceDefinition = route('removeServiceDefinition', 'DELETE', '/service-definitions/:id', {
  summary: 'Take a customer’s own terms away: those of the company hold again',
  tag,
  door: { module: 'accounts', action: 'change' },
  params: ById,
  reply: ServiceDefinitions,
  versioned: true,
})
