import { z } from 'zod'
import { Tier } from '../accounts/account-fields.ts'
import { ServiceKind } from '../orders/index.ts'
import { route } from '../route.ts'
import { AmountE4, ById, Currency, Day, Id, Instant } from '../shapes.ts'

const tag = 'Analyses'
const analyses = (action: 'read' | 'change') => ({ module: 'analyses', action }) as const

/** What may be aimed at: figures of composition (ANA-1 to ANA-5) and of service (ORG-5). */
export const TargetMeasure = z.enum([
  'revenue',
  'grossProfit',
  'grossMargin',
  'turnover',
  'crossRatio',
  'contributionRatio',
  'otif',
])
export type TargetMeasure = z.infer<typeof TargetMeasure>

/** Amounts of a currency; the others are ratios. */
export const moneyMeasures: ReadonlySet<TargetMeasure> = new Set(['revenue', 'grossProfit'])
/** Shares of a whole: never above one. */
export const shareMeasures: ReadonlySet<TargetMeasure> = new Set(['grossMargin', 'otif'])

export const TargetScope = z.enum(['company', 'service', 'tier', 'owner', 'team'])
export type TargetScope = z.infer<typeof TargetScope>
export const TargetSpan = z.enum(['year', 'month'])
export type TargetSpan = z.infer<typeof TargetSpan>

const largestE4 = 9_000_000_000_000_000

/** A value aimed at for a year or a month. */
const shape = {
  measure: TargetMeasure,
  scope: TargetScope,
  /** The service or tier, the id of the owner or team; null for the company. */
  of: z.string().max(40).nullable(),
  span: TargetSpan,
  /** First day of the year or month. */
  startsOn: Day,
  /** Of money; null for ratios. */
  currency: Currency.nullable(),
  /** Ten-thousandths of the currency unit, or of one: a margin of 25 % is 2500, a turnover of 8 times 80000. */
  valueE4: AmountE4.min(0).max(largestE4),
}

type Written = z.output<z.ZodObject<typeof shape>>
const missing = (path: string) =>
  ({ code: 'invalid_type', expected: 'string', input: undefined, path: [path] }) as const

/** What does not fit together, each at the field that is to be mended. */
function judge({ value, issues }: z.core.ParsePayload<Written>): void {
  const wrong = (issue: object) => issues.push({ input: value, ...issue } as never)
  const begins = value.span === 'year' ? '-01-01' : '-01'
  if (!value.startsOn.endsWith(begins)) wrong({ code: 'invalid_format', format: 'date', path: ['startsOn'] })
  if (moneyMeasures.has(value.measure) !== (value.currency !== null))
    wrong(value.currency === null ? missing('currency') : { code: 'invalid_value', values: [null], path: ['currency'] })
  if (shareMeasures.has(value.measure) && value.valueE4 > 10_000)
    wrong({ code: 'too_big', origin: 'number', maximum: 10_000, path: ['valueE4'] })
  if (value.scope !== 'company' && !value.of) wrong(missing('of'))
  else if (!ofScope[value.scope].safeParse(value.of).success) wrong({ code: 'invalid_value', values: [], path: ['of'] })
}

const ofScope = { company: z.null(), service: ServiceKind, tier: Tier, owner: Id, team: Id } as const

export const TargetValues = z.strictObject(shape).check(judge)
export type TargetValues = z.infer<typeof TargetValues>

export const Target = z.strictObject({
  ...shape,
  id: Id,
  version: z.int(),
  /** Of the owner or team; else as `of`. */
  ofName: z.string().nullable(),
  setAt: Instant,
  setBy: z.string().nullable(),
})
export type Target = z.infer<typeof Target>

export const TargetChange = z.strictObject({
  at: Instant,
  by: z.string().nullable(),
  /** null: none was set. */
  wasE4: AmountE4.nullable(),
  /** null: taken away. */
  isE4: AmountE4.nullable(),
})

/**
 * How a figure stands against its target over the period asked for. Money in ten-thousandths, ratios as they are. Amounts, turnover
 * and what is made of it are laid on days evenly; margins and shares hold for every day alike.
 */
export const TargetStanding = z.strictObject({
  measure: TargetMeasure,
  scope: TargetScope,
  of: z.string().nullable(),
  /** null: only a part of the period has a target. */
  target: z.number().nullable(),
  /** Share of the days of the period that have a target, 0…1. */
  covered: z.number(),
  actual: z.number().nullable(),
  /** Actual − target. */
  difference: z.number().nullable(),
  /** Actual ÷ target. */
  reached: z.number().nullable(),
})
export type TargetStanding = z.infer<typeof TargetStanding>

export const listTargets = route('listTargets', 'GET', '/targets', {
  summary: 'Targets of a year: of the company, of services and tiers, of owners and teams as far as one sees them',
  tag,
  door: analyses('read'),
  query: z.strictObject({ year: z.coerce.number().int().min(1990).max(2200) }),
  reply: z.strictObject({ targets: z.array(Target), can: z.strictObject({ change: z.boolean() }) }),
})
export const setTarget = route('setTarget', 'POST', '/targets', {
  summary: 'Set a target',
  tag,
  door: analyses('change'),
  body: TargetValues,
  reply: Target,
})
export const changeTarget = route('changeTarget', 'PUT', '/targets/:id', {
  summary: 'Change the value of a target; what it was stays in its history',
  tag,
  door: analyses('change'),
  params: ById,
  body: z.strictObject({ valueE4: shape.valueE4 }),
  reply: Target,
  versioned: true,
})
export const removeTarget = route('removeTarget', 'DELETE', '/targets/:id', {
  summary: 'Take a target away; setting it anew brings its history back',
  tag,
  door: analyses('change'),
  params: ById,
  versioned: true,
})
export const listTargetChanges = route('listTargetChanges', 'GET', '/targets/:id/changes', {
  summary: 'What a target was, when, and who changed it; newest first',
  tag,
  door: analyses('read'),
  params: ById,
  reply: z.strictObject({ changes: z.array(TargetChange) }),
})
