import { type AnalysisFilter, ServiceKind } from '@quayside/contract'
import { z } from 'zod'
import { daysOf, type Period, periods } from './period.ts'

/** What an analysis is narrowed to, kept in the address. Extend it by what a page asks besides. */
export const AnalysisPlace = z.object({
  period: z.enum(periods).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  region: z.string().max(100).optional(),
  service: ServiceKind.optional(),
  ownerId: z.uuid().optional(),
  teamId: z.uuid().optional(),
  /** The saved analysis that was opened. */
  view: z.uuid().optional(),
})
export type AnalysisPlace = z.infer<typeof AnalysisPlace>

/** What was chosen is a step that “back” takes back; what is typed takes the place of what was typed before. */
export const aStep = { replace: false } as const
export type Step = { replace?: boolean }

/** The question in the address as the contract takes it; `usual` is the period of a fresh page. */
export function filterOf(place: AnalysisPlace, today: string, usual: Period = 'months12'): AnalysisFilter {
  const { currency, region, service, ownerId, teamId } = place
  return { ...daysOf(place.period ?? usual, today, place), currency, region, service, ownerId, teamId }
}
