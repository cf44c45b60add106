import { z } from 'zod'
import { ServiceKind } from '../orders/index.ts'
import { type Category, Scope } from '../rights.ts'
import { type Route, route } from '../route.ts'
import { Currency, Day, Id } from '../shapes.ts'

/** What every analysis can be narrowed to. Without `currency` the one used most in the period answers: currencies are never added up. */
export const AnalysisFilter = z.strictObject({
  from: Day.optional(),
  to: Day.optional(),
  currency: Currency.optional(),
  region: z.string().min(1).max(100).optional(),
  service: ServiceKind.optional(),
  ownerId: Id.optional(),
  teamId: Id.optional(),
})
export type AnalysisFilter = z.output<typeof AnalysisFilter>

/** Over what an answer was worked out; stands with every figure. */
export const AnalysisBasis = z.strictObject({
  from: Day.nullable(),
  to: Day.nullable(),
  currency: Currency,
  otherCurrencies: z.array(Currency),
  /** The figures are not money: lines of every currency were counted. */
  allCurrencies: z.boolean().optional(),
  /** Customers with order lines within the filter. */
  accounts: z.int(),
  lines: z.int(),
  /** Whose customers they are, as far as the reader's rights reach: the same question tells another more, or less. */
  sight: Scope.optional(),
  /** The last moment at which everything committed before is in the figures. */
  asOf: z.string().nullable(),
  /** Orders came in since, and the figures are being worked out anew: ask again in a moment. */
  renewing: z.boolean().optional(),
  behindSeconds: z.number(),
  engine: z.string(),
  milliseconds: z.number(),
})
export type AnalysisBasis = z.infer<typeof AnalysisBasis>

export const ReportFormat = z.enum(['xlsx', 'csv', 'pdf'])
export type ReportFormat = z.infer<typeof ReportFormat>
export const ReportLocale = z.enum(['zh-CN', 'en'])
export type ReportLocale = z.infer<typeof ReportLocale>

const asFile = { format: ReportFormat.default('xlsx'), locale: ReportLocale.default('zh-CN') }
type AsFile<Q extends z.ZodRawShape> = z.ZodObject<Q & typeof asFile, z.core.$strict>

/** Categories of customer data that an answer tells besides the basic ones. */
export type Told = readonly Exclude<Category, 'basic'>[]

/** An analysis: a question that is answered on a page, and whose answer leaves in a file. */
export interface Analysis<Q extends z.ZodRawShape = z.ZodRawShape, R extends z.ZodType = z.ZodType> {
  /** Kebab case; its place in addresses, saved analyses and schedules. */
  name: string
  read: Route<z.ZodObject, z.ZodObject<Q, z.core.$strict>, z.ZodType, R>
  file: Route<z.ZodObject, AsFile<Q>, z.ZodType, z.ZodType>
  /** Who may not see one of them is not answered, and who may not take one away gets no file. */
  tells(query: z.output<z.ZodObject<Q, z.core.$strict>>): Told
}

interface AnalysisSpec<Q extends z.ZodRawShape, R extends z.ZodType> {
  summary: string
  /** Or what of a question makes them. */
  tells: Told | Analysis<Q>['tells']
  query: z.ZodObject<Q, z.core.$strict>
  reply: R
}

/** Declares an analysis with its two operations, e.g. `analysis('composition', { summary, tells: ['finance'], query: AnalysisFilter, reply })`. */
export function analysis<Q extends z.ZodRawShape, R extends z.ZodType>(
  name: string,
  { summary, tells, query, reply }: AnalysisSpec<Q, R>,
): Analysis<Q, R> {
  const words = name.split('-').map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`)
  return {
    name,
    tells: (asked) => (typeof tells === 'function' ? tells(asked) : tells),
    read: route(`read${words.join('')}`, 'GET', `/analyses/${name}`, {
      summary,
      tag: 'Analyses',
      door: { module: 'analyses', action: 'read' },
      cost: 'lookUp',
      query,
      reply,
    }),
    file: route(`export${words.join('')}`, 'GET', `/analyses/${name}/file`, {
      summary: `${summary}: as XLSX, CSV or PDF`,
      tag: 'Analyses',
      door: { module: 'analyses', action: 'export' },
      cost: 'export',
      query: query.extend(asFile) as AsFile<Q>,
      kind: 'stream',
    }),
  }
}
