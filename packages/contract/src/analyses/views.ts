import { z } from 'zod'
import { PersonRef } from '../accounts/index.ts'
import { route } from '../route.ts'
import { ById, Id } from '../shapes.ts'
import { AnalysisPeriod } from './period.ts'

const read = { module: 'analyses', action: 'read' } as const
const tag = 'Saved analyses'

const Simple = z.union([z.string().max(8_000), z.number(), z.boolean()])
const SomeFields = z
  .record(z.string().max(40), z.union([Simple, z.array(Simple).max(200)]))
  .refine((fields) => JSON.stringify(fields).length <= 20_000, 'Too long to be kept.')

const fields = {
  name: z.string().trim().min(1).max(80),
  /** What the address of the page says, so that it opens as it was saved. */
  place: SomeFields,
  /** What the analysis is asked; without days unless the period is `custom`. */
  question: SomeFields,
  period: AnalysisPeriod,
  shared: z.enum(['private', 'team', 'all']),
  teamId: Id.nullable(),
}

/** A question to an analysis, kept under a name. */
export const AnalysisViewFields = z.strictObject({
  ...fields,
  /** Name of the analysis, e.g. `composition`. */
  analysis: z.string().regex(/^[a-z0-9-]{1,60}$/),
  shared: fields.shared.default('private'),
  teamId: fields.teamId.default(null),
})
/** Without defaults: a field left out is left as it is. */
export const AnalysisViewChange = z.strictObject(fields).partial()
export const AnalysisView = z.strictObject({
  ...fields,
  analysis: z.string(),
  id: Id,
  owner: PersonRef,
  mine: z.boolean(),
  /** My page opens with it. */
  isDefault: z.boolean(),
  /** Whether the analysis still takes the question: a later version may ask for something else. */
  fits: z.boolean(),
  version: z.int(),
})
export type AnalysisView = z.infer<typeof AnalysisView>

export const listAnalysisViews = route('listAnalysisViews', 'GET', '/analysis-views', {
  summary: 'Saved analyses: mine and those shared with me',
  tag,
  door: read,
  query: z.strictObject({ analysis: z.string().max(60).optional() }),
  reply: z.array(AnalysisView),
})
export const saveAnalysisView = route('saveAnalysisView', 'POST', '/analysis-views', {
  summary: 'Save an analysis under a name',
  tag,
  door: read,
  body: AnalysisViewFields,
  reply: AnalysisView,
})
export const changeAnalysisView = route('changeAnalysisView', 'PATCH', '/analysis-views/:id', {
  summary: 'Rename, share or replace one of my saved analyses',
  tag,
  door: read,
  params: ById,
  body: AnalysisViewChange,
  reply: AnalysisView,
  versioned: true,
})
export const removeAnalysisView = route('removeAnalysisView', 'DELETE', '/analysis-views/:id', {
  summary: 'Remove one of my saved analyses; what is sent of it stops',
  tag,
  door: read,
  params: ById,
})
export const restoreAnalysisView = route('restoreAnalysisView', 'DELETE', '/analysis-views/:id/removal', {
  summary: 'Bring back a saved analysis that I removed',
  tag,
  door: read,
  params: ById,
})
export const openWithAnalysisView = route('openWithAnalysisView', 'PUT', '/analysis-views/:id/default', {
  summary: 'Open its page with this saved analysis, for me',
  tag,
  door: read,
  params: ById,
  status: 204,
})
export const openPlainly = route('openPlainly', 'DELETE', '/analysis-views/:id/default', {
  summary: 'Open its page as it comes again',
  tag,
  door: read,
  params: ById,
})

const pagesElsewhere: Readonly<Record<string, string>> = {
  'customer-profitability': 'profitability',
  'cross-selling': 'association',
}
/** Where an analysis is shown, e.g. `/composition`. */
export const pageOfAnalysis = (analysis: string): string => `/${pagesElsewhere[analysis] ?? analysis}`
