import { PriceStep } from '@quayside/contract'
import { z } from 'zod'

/** The steps of a price by agreement, as they were kept with the line. */
export function stepsOf(kept: readonly unknown[]): PriceStep[] {
  const steps = z.array(PriceStep).safeParse(kept)
  return steps.success ? steps.data : []
}
