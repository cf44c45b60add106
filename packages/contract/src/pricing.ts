import { z } from 'zod'
import { AccountRef } from './accounts/index.ts'
import { ServiceKind } from './orders/index.ts'
import { route } from './route.ts'
import { AmountE4, ById, Currency, Day, Id, Instant, PageQuery, pageOf } from './shapes.ts'

/** A figure as its card writes it, exact: `0.8543750825`. A rate may be finer than money is. */
const exact = (whole: number, places: number) => z.string().regex(new RegExp(`^\\d{1,${whole}}(\\.\\d{1,${places}})?$`))
export const Rate = exact(12, 10)
const Quantity = exact(12, 6)
const short = (length: number) => z.string().trim().min(1).max(length)

/** `agreement`: what a customer pays. `carrier`: what a carrier takes. */
export const TariffKind = z.enum(['agreement', 'carrier'])
export const RateBasis = z.enum(['perKg', 'perM3', 'perPackage', 'perRevenueTon', 'flat'])
export type RateBasis = z.infer<typeof RateBasis>
export const BreakBy = z.enum(['weight', 'volume', 'packages'])
export type BreakBy = z.infer<typeof BreakBy>

/** One line of a card: a lane, a service, a break. */
export const TariffRate = z.strictObject({
  /** null: every service. */
  service: ServiceKind.nullable().default(null),
  mode: short(60).nullable().default(null),
  /** Level of service, e.g. `DTD`. null: whatever is asked. */
  level: short(60).nullable().default(null),
  /** `*` everywhere, `CN` a country, `310000` a division and all within, `CNSHA` a UN/LOCODE, else a name as it is written. */
  origin: short(200).default('*'),
  destination: short(200).default('*'),
  basis: RateBasis,
  /** What the break counts; absent: what suits the basis. */
  breakBy: BreakBy.optional(),
  /** Kilograms, cubic metres or packages; both ends belong to the break. */
  from: Quantity.default('0'),
  to: Quantity.nullable().default(null),
  /** Of one kilogram, cubic metre, package or revenue ton, in the version's currency. */
  rate: Rate,
  minimumE4: AmountE4.min(0).nullable().default(null),
  transitDays: z.int().min(0).max(1000).nullable().default(null),
})
export type TariffRate = z.infer<typeof TariffRate>

export const Surcharge = z.strictObject({
  /** Fuel and other are always taken; the rest where the goods call for it. */
  kind: z.enum(['fuel', 'dangerousGoods', 'temperature', 'other']),
  name: short(100).optional(),
  basis: z.enum(['percent', 'perKg', 'perPackage', 'flat']),
  /** Percent of the freight, or an amount in the version's currency. */
  value: exact(9, 6),
  minimumE4: AmountE4.min(0).optional(),
})
export type Surcharge = z.infer<typeof Surcharge>

/** What a version says besides its rates. */
export const TariffTerms = z.strictObject({
  validFrom: Day,
  validTo: Day.nullable().default(null),
  currency: Currency,
  /** Among tariffs that fit equally, the higher goes before. */
  priority: z.int().min(-1000).max(1000).default(0),
  /** Cubic centimetres that count as a kilogram, e.g. 6000. null: volume never counts as weight. */
  dimensionalCm3PerKg: z.int().min(1).max(1_000_000).nullable().default(null),
  /** Weights are rounded up to it. */
  weightStepG: z.int().min(1).max(1_000_000).default(1),
  /** Of the freight, whatever the rate. */
  minimumE4: AmountE4.min(0).nullable().default(null),
  /** Charge as the next break where that is cheaper 靠级计费. */
  nextBreak: z.boolean().default(false),
  surcharges: z.array(Surcharge).max(20).default([]),
  note: z.string().max(2000).default(''),
})
export type TariffTerms = z.infer<typeof TariffTerms>

/** A card has an end. */
export const ratesAtMost = 20_000
const ordered = (terms: { validFrom: string; validTo?: string | null | undefined }) =>
  !terms.validTo || terms.validFrom <= terms.validTo
const wrongWay = { path: ['validTo'], message: 'Ends before it begins' }

export const NewTariffVersion = TariffTerms.extend({
  rates: z.array(TariffRate).min(1).max(ratesAtMost),
  /** The file the rates were read from. */
  sourceFile: z.string().max(255).optional(),
}).refine(ordered, wrongWay)
export type NewTariffVersion = z.infer<typeof NewTariffVersion>

export const NewTariff = z
  .strictObject({
    kind: TariffKind,
    /** Whose agreement; null: the list price, for every customer without one. */
    accountId: Id.nullable().default(null),
    carrier: short(100).nullable().default(null),
    code: short(60),
    name: short(200),
    note: z.string().max(2000).default(''),
    first: NewTariffVersion,
  })
  .refine((tariff) => (tariff.kind === 'carrier') === (tariff.carrier !== null), {
    path: ['carrier'],
    message: 'A carrier’s card names the carrier, an agreement none',
  })
  .refine((tariff) => tariff.kind === 'agreement' || tariff.accountId === null, {
    path: ['accountId'],
    message: 'A carrier’s card belongs to no customer',
  })
export type NewTariff = z.infer<typeof NewTariff>

export const TariffState = z.enum(['inForce', 'coming', 'ended', 'withdrawn'])
/** `replaced`: it would hold, if a newer version did not. */
export const TariffVersionState = z.enum([...TariffState.options, 'replaced'])
export const TariffVersion = TariffTerms.extend({
  id: Id,
  no: z.int(),
  rates: z.int(),
  sourceFile: z.string().nullable(),
  createdBy: z.string().nullable(),
  createdAt: Instant,
  withdrawnBy: z.string().nullable(),
  withdrawnAt: Instant.nullable(),
  state: TariffVersionState,
  /** The number of the version that holds in its place. */
  replacedBy: z.int().nullable(),
})
export const TariffRow = z.strictObject({
  id: Id,
  kind: TariffKind,
  code: z.string(),
  name: z.string(),
  account: AccountRef.nullable(),
  carrier: z.string().nullable(),
  /** Of the version in force, else the last one. */
  no: z.int(),
  versionId: Id,
  validFrom: Day,
  validTo: Day.nullable(),
  currency: Currency,
  priority: z.int(),
  rates: z.int(),
  state: TariffState,
  updatedAt: Instant,
})
export type TariffRow = z.infer<typeof TariffRow>
export const Tariff = TariffRow.extend({
  note: z.string(),
  /** Newest first. */
  versions: z.array(TariffVersion),
  version: z.int(),
  can: z.strictObject({ change: z.boolean() }),
})
export type Tariff = z.infer<typeof Tariff>

const pricing = (action: 'read' | 'create' | 'change' | 'export') => ({ module: 'pricing', action }) as const
const tag = 'Pricing'

export const listTariffs = route('listTariffs', 'GET', '/tariffs', {
  summary: 'Agreements with customers and rate cards of carriers, by code',
  tag,
  door: pricing('read'),
  query: z.strictObject({
    ...PageQuery,
    kind: TariffKind.optional(),
    accountId: Id.optional(),
    state: TariffState.optional(),
    currency: Currency.optional(),
    search: z.string().max(100).optional(),
    sort: z.enum(['code', 'name', 'validFrom', 'validTo', 'rates', 'updatedAt']).default('code'),
    direction: z.enum(['asc', 'desc']).default('asc'),
  }),
  reply: pageOf(TariffRow),
})
export const readTariff = route('readTariff', 'GET', '/tariffs/:id', {
  summary: 'One tariff with its versions',
  tag,
  door: pricing('read'),
  params: ById,
  reply: Tariff,
})
export const createTariff = route('createTariff', 'POST', '/tariffs', {
  summary: 'Make a tariff with its first version',
  tag,
  door: pricing('create'),
  body: NewTariff,
  reply: Tariff,
  cost: 'upload',
})
export const changeTariff = route('changeTariff', 'PATCH', '/tariffs/:id', {
  summary: 'Rename a tariff, or note something about it',
  tag,
  door: pricing('change'),
  params: ById,
  body: z.strictObject({ name: short(200).optional(), note: z.string().max(2000).optional() }),
  reply: Tariff,
  versioned: true,
})
export const addTariffVersion = route('addTariffVersion', 'POST', '/tariffs/:id/versions', {
  summary: 'Add a version; former ones stay as they are and hold for the days before',
  tag,
  door: pricing('change'),
  params: ById,
  body: NewTariffVersion,
  reply: Tariff,
  cost: 'upload',
})
const ByVersion = z.strictObject({ id: Id, no: z.coerce.number().int().min(1) })
export const withdrawTariffVersion = route('withdrawTariffVersion', 'PUT', '/tariffs/:id/versions/:no/withdrawal', {
  summary: 'Take a version back: it prices nothing any more, and the one before holds again',
  tag,
  door: pricing('change'),
  params: ByVersion,
  reply: Tariff,
})
export const restoreTariffVersion = route('restoreTariffVersion', 'DELETE', '/tariffs/:id/versions/:no/withdrawal', {
  summary: 'Let a version hold again that was taken back',
  tag,
  door: pricing('change'),
  params: ByVersion,
  reply: Tariff,
  status: 200,
})
export const TariffRateRow = TariffRate.required({ breakBy: true }).extend({ line: z.int() })
export type TariffRateRow = z.infer<typeof TariffRateRow>
const ratesWanted = { search: z.string().max(100).optional(), service: ServiceKind.optional() }
export const listTariffRates = route('listTariffRates', 'GET', '/tariffs/:id/versions/:no/rates', {
  summary: 'The rates of a version, as its card orders them',
  tag,
  door: pricing('read'),
  params: ByVersion,
  query: z.strictObject({ ...PageQuery, ...ratesWanted }),
  reply: pageOf(TariffRateRow),
})
export const exportTariffRates = route('exportTariffRates', 'GET', '/tariffs/:id/versions/:no/file', {
  summary: 'The rates of a version as a file that can be changed and taken in again',
  tag,
  door: pricing('export'),
  params: ByVersion,
  query: z.strictObject({ format: z.enum(['csv', 'xlsx']).default('xlsx') }),
  kind: 'stream',
  cost: 'export',
})

/** What a column of a rate card holds. */
export const RateField = z.enum([
  'carrier',
  'service',
  'mode',
  'level',
  'origin',
  'destination',
  'from',
  'to',
  'basis',
  'rate',
  'minimum',
  'currency',
  'transitDays',
])
export type RateField = z.infer<typeof RateField>
export const RateFault = z.strictObject({
  /** As a spreadsheet numbers it. */
  row: z.int(),
  /** Letter of the column; null: the whole row. */
  column: z.string().nullable(),
  zh: z.string(),
  en: z.string(),
})
export type RateFault = z.infer<typeof RateFault>
export const checkRateCard = route('checkRateCard', 'POST', '/rate-card-checks', {
  summary:
    'Read a rate card (multipart field `file`; CSV or XLSX) and tell what it says, row by row, and what is wrong. Nothing is kept: the rates are sent with a tariff or a version of one',
  tag,
  door: pricing('read'),
  kind: 'upload',
  reply: z.strictObject({
    fileName: z.string(),
    rows: z.int(),
    faulty: z.int(),
    columns: z.array(z.strictObject({ header: z.string(), field: RateField.nullable() })),
    /** What the file names; a card of several carriers is made into one tariff for each. */
    cards: z.array(
      z.strictObject({ carrier: z.string().nullable(), currency: Currency.nullable(), rates: z.array(TariffRate) }),
    ),
    /** Of the faulty rows the first 200. */
    faults: z.array(RateFault),
    /** Right, yet worth a look: breaks that overlap, quantities no break has. */
    warnings: z.array(RateFault),
  }),
})

/** Where from or where to; what is known of it. */
export const PricePlace = z.strictObject({
  /** As the order calls it: a plant, a port, a town. */
  text: z.string().trim().max(200).optional(),
  /** Its town, where it is called by another name; a card may know either. */
  city: z.string().trim().max(200).optional(),
  unlocode: z
    .string()
    .regex(/^[A-Z]{2}[A-Z2-9]{3}$/)
    .optional(),
  division: z
    .string()
    .regex(/^\d{2,12}$/)
    .optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
})
export type PricePlace = z.infer<typeof PricePlace>

/** What is to be priced. Weights in grams, volumes in cubic centimetres. */
export const PriceQuery = z.strictObject({
  /** Whose agreement, or else the list price. */
  accountId: Id.nullable().default(null),
  /** Instead of a customer's price, what this carrier takes; `*`: any carrier. */
  carrier: short(100).nullable().default(null),
  /** null: whatever the lane has. */
  service: ServiceKind.nullable().default(null),
  mode: short(60).nullable().default(null),
  level: short(60).nullable().default(null),
  origin: z.union([z.string().max(200), PricePlace]),
  destination: z.union([z.string().max(200), PricePlace]),
  on: Day,
  weightG: z.int().min(0).max(1e12).nullable().default(null),
  volumeCm3: z.int().min(0).max(1e12).nullable().default(null),
  packages: z.int().min(0).max(1e9).nullable().default(null),
  /** null: whatever the tariff is in. */
  currency: Currency.nullable().default(null),
  dangerousGoods: z.boolean().default(false),
  temperatureControlled: z.boolean().default(false),
})
export type PriceQuery = z.infer<typeof PriceQuery>
export type PriceQueryInput = z.input<typeof PriceQuery>

export const PriceStep = z.strictObject({
  code: z.enum(['tariff', 'lane', 'weight', 'freight', 'nextBreak', 'minimum', 'surcharge', 'rounding', 'total']),
  /** What the step comes to; null where it is no money. */
  amountE4: AmountE4.nullable(),
  zh: z.string(),
  en: z.string(),
})
export type PriceStep = z.infer<typeof PriceStep>
export const Priced = z.strictObject({
  outcome: z.literal('priced'),
  amountE4: AmountE4,
  currency: Currency,
  tariff: z.strictObject({
    id: Id,
    code: z.string(),
    name: z.string(),
    kind: TariffKind,
    carrier: z.string().nullable(),
    accountId: Id.nullable(),
    versionId: Id,
    no: z.int(),
  }),
  rate: TariffRateRow,
  steps: z.array(PriceStep),
})
export type Priced = z.infer<typeof Priced>
export const NotPricedReason = z.enum([
  'noTariff',
  'notValidOn',
  'otherCurrency',
  'noLane',
  'noService',
  'weightMissing',
  'volumeMissing',
  'packagesMissing',
  'outsideBreaks',
  'tooLarge',
])
export const NotPriced = z.strictObject({
  outcome: z.literal('notPriced'),
  reason: NotPricedReason,
  zh: z.string(),
  en: z.string(),
})
export type NotPriced = z.infer<typeof NotPriced>
export const PriceAnswer = z.discriminatedUnion('outcome', [Priced, NotPriced])
export type PriceAnswer = z.infer<typeof PriceAnswer>

export const askPrice = route('askPrice', 'POST', '/price-enquiries', {
  summary: 'What it would cost, step by step, or why no price can be told. Nothing is kept',
  tag,
  door: pricing('read'),
  body: PriceQuery,
  reply: PriceAnswer,
  status: 200,
})
