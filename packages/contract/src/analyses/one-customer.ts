import { z } from 'zod'
import { route } from '../route.ts'
import { ById, Day } from '../shapes.ts'
import { AssociationRule } from './association.ts'
import { AnalysisBasis } from './frame.ts'
import { ServiceDefinition } from './service-definitions.ts'
import { ServicePart } from './service-kpis.ts'

const analyses = { module: 'analyses', action: 'read' } as const
const tag = 'Analyses'

/** What the 360 shows of how promises to one customer were kept. */
export const readCustomerService = route('readCustomerService', 'GET', '/accounts/:id/service', {
  summary: 'What on time means for a customer, and how promises were kept in the last twelve months',
  tag,
  door: analyses,
  cost: 'lookUp',
  params: ById,
  reply: z.strictObject({
    from: Day,
    judgedOn: Day,
    company: ServiceDefinition,
    /** Terms of his own; null: the company's hold. */
    own: ServiceDefinition.nullable(),
    can: z.strictObject({ change: z.boolean() }),
    total: ServicePart,
    months: z.array(ServicePart),
  }),
})
export const readAlsoUses = route('readAlsoUses', 'GET', '/accounts/:id/also-uses', {
  summary: 'What customers like this one use and he does not: the strongest rule of association for each service',
  tag,
  door: analyses,
  cost: 'lookUp',
  params: ById,
  reply: z.strictObject({
    basis: AnalysisBasis,
    baskets: z.int(),
    /** Services he bought in the period. */
    uses: z.array(z.string()),
    rules: z.array(AssociationRule),
  }),
})
