import { z } from 'zod'

/** UUIDv7 made by the application. */
export const Id = z.uuid()
export type Id = z.infer<typeof Id>

export const ById = z.strictObject({ id: Id })

/** ISO 8601 instant in UTC, e.g. `2026-03-01T08:00:00.000Z`. */
export const Instant = z.iso.datetime()
/** Calendar day, e.g. `2026-03-01`. */
export const Day = z.iso.date()
const currencies = new Set(Intl.supportedValuesOf('currency'))
/** ISO 4217, e.g. `CNY`. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .refine((code) => currencies.has(code), 'is no currency')

/**
 * Money as an integer number of ten-thousandths of the currency unit (scale 4): 12.3456 CNY is 123456.
 * Four decimals hold every price found in the field (freight per kilogram, fuel factors) without rounding;
 * the safe range of a JSON number is ±900 billion units.
 */
export const AmountE4 = z.int()

export const Locale = z.enum(['zh-CN', 'zh-TW', 'en'])
export type Locale = z.infer<typeof Locale>

/** A page of a list. `next` is an opaque cursor, null on the last page; `total` is exact up to 10,000, then a floor with `totalIsFloor`. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.strictObject({
    rows: z.array(row),
    next: z.string().nullable(),
    total: z.int().optional(),
    totalIsFloor: z.boolean().optional(),
  })

export const PageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
}

/**
 * A sentence kept for people who read it later, each in his own language. `zh` is null where only the English was written: then a
 * screen words the refusal `code` by itself, with the `params`.
 */
export const Sentence = z.strictObject({
  zh: z.string().nullable(),
  en: z.string(),
  code: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Sentence = z.infer<typeof Sentence>

/** RFC 9457 problem details, with our `code` and where a field is at fault, `errors`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  instance: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>

/** Where a datum came from (COL-1): the three families of collection and the method within. */
export const SourceFamily = z.enum(['general', 'survey', 'modern'])
export const Source = z.strictObject({
  family: SourceFamily,
  method: z.enum([
    'statistics',
    'observation',
    'meeting',
    'reading',
    'audiovisual',
    'multiParty',
    'hiring',
    'purchase',
    'processing',
    'telephoneSurvey',
    'mailSurvey',
    'lostCustomerSurvey',
    'focusGroup',
    'mysteryShopper',
    'interview',
    'web',
    'database',
    'import',
    'api',
    'call',
    'email',
    'staff',
  ]),
  detail: z.string().max(200).optional(),
})
export type Source = z.infer<typeof Source>
