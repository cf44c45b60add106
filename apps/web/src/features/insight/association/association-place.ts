import { BasketItem, BasketOf } from '@quayside/contract'
import { z } from 'zod'
import { AnalysisPlace } from '../frame/analysis-place.ts'

const Share = z.coerce.number().min(0).max(1).optional().catch(undefined)

export const AssociationPlace = AnalysisPlace.extend({
  basket: BasketOf.optional().catch(undefined),
  items: BasketItem.optional().catch(undefined),
  support: z.coerce.number().min(0.000001).max(1).optional().catch(undefined),
  confidence: Share,
  item: z.string().max(300).optional().catch(undefined),
})
export type AssociationPlace = z.infer<typeof AssociationPlace>

/** What a fresh page asks. */
export const usual = { basket: 'customer', items: 'service', support: 0.01, confidence: 0.3 } as const
