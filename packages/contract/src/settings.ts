import { z } from 'zod'
import { Category } from './rights.ts'
import { route } from './route.ts'
import { ById, Currency, Day, Id, Instant, PageQuery, pageOf } from './shapes.ts'

const mayRead = { module: 'administration', action: 'read' } as const
const mayCreate = { module: 'administration', action: 'create' } as const
const mayChange = { module: 'administration', action: 'change' } as const
const tag = 'settings'

// Company ---------------------------------------------------------------------------------------------------------------

/** What even the sign-in page shows. */
export const PublicCompany = z.strictObject({
  name: z.string(),
  nameEn: z.string(),
  /** Below the site's root, with a part that changes when the logo changes; null: use the product's own. */
  logoUrl: z.string().nullable(),
  accentColor: z.string(),
  timeZone: z.string(),
  currency: Currency,
  country: z.string(),
  isDemo: z.boolean(),
})
export type PublicCompany = z.infer<typeof PublicCompany>

/** Present only in a demonstration company: a door for each role. */
export const DemoSignIn = z.strictObject({
  email: z.string(),
  password: z.string(),
  name: z.string(),
  roleCode: z.string(),
  roleZh: z.string(),
  roleEn: z.string(),
})
export type DemoSignIn = z.infer<typeof DemoSignIn>

export const Features = z.strictObject({
  passkeys: z.boolean(),
  /** Outside identity providers; sign in by `POST /api/auth/sign-in/social { provider: providerId, callbackURL }`, then go to the `url` of the answer. */
  oidc: z.array(z.strictObject({ providerId: z.string(), label: z.string() })),
})
export type Features = z.infer<typeof Features>

/** What stands before sign-in: brand, ways in, and whether the first administrator is still missing. */
export const FrontDoor = z.strictObject({
  company: PublicCompany,
  demoSignIns: z.array(DemoSignIn),
  features: Features,
  firstAdministratorMissing: z.boolean(),
})
export type FrontDoor = z.infer<typeof FrontDoor>
export const readFrontDoor = route('readFrontDoor', 'GET', '/front-door', {
  summary: 'What the sign-in page shows',
  tag,
  door: 'public',
  reply: FrontDoor,
})

export const Company = z.strictObject({
  ...PublicCompany.shape,
  version: z.int(),
  can: z.strictObject({ change: z.boolean() }),
})
export type Company = z.infer<typeof Company>
export const TimeZone = z
  .string()
  .max(100)
  .refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone })
      return true
    } catch {
      return false
    }
  }, 'Not a time zone of the IANA database, e.g. Asia/Shanghai.')
export const CompanyChange = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  nameEn: z.string().trim().max(120).optional(),
  accentColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .optional(),
  timeZone: TimeZone.optional(),
  currency: Currency.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
})
export type CompanyChange = z.infer<typeof CompanyChange>

export const readCompany = route('readCompany', 'GET', '/company', {
  summary: 'The company: name, brand, zone, currency',
  tag,
  door: 'signedIn',
  keys: [],
  reply: Company,
})
export const changeCompany = route('changeCompany', 'PATCH', '/company', {
  summary: 'Change the company',
  tag,
  door: mayChange,
  body: CompanyChange,
  reply: Company,
  versioned: true,
})
/** PNG, WebP, or SVG without scripts and outside references; at most 512 kB, field name `file`. */
export const uploadLogo = route('uploadLogo', 'PUT', '/company/logo', {
  summary: 'Replace the logo',
  tag,
  door: mayChange,
  reply: Company,
  kind: 'upload',
})
export const removeLogo = route('removeLogo', 'DELETE', '/company/logo', {
  summary: 'Go back to the product’s own logo',
  tag,
  door: mayChange,
})
export const readLogo = route('readLogo', 'GET', '/company/logo', {
  summary: 'The logo',
  tag,
  door: 'public',
  query: z.strictObject({ v: z.string().max(64).optional() }),
  kind: 'stream',
})

// Business calendar -----------------------------------------------------------------------------------------------------

/** Minute of the day, `24:00` allowed as an end. */
const ClockTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
/** From, until; the end is exclusive and later than the start. */
export const HourSpan = z
  .tuple([ClockTime, ClockTime])
  .refine(([from, until]) => from < until, 'The end must be later than the start.')
const DaySpans = z
  .array(HourSpan)
  .max(6)
  .refine(
    (spans) => spans.every((span, i) => i === 0 || (spans[i - 1]?.[1] ?? '') <= span[0]),
    'Spans must not overlap.',
  )
/** ISO weekday: 1 Monday … 7 Sunday. A day left out, or with no spans, is closed. */
export const WeekHours = z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), DaySpans)

export const Calendar = z.strictObject({
  week: WeekHours,
  /** Holidays of this country are closed, and its make-up working days 调休 are open; null: none. */
  holidayCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  /** Closed besides the holidays. */
  closed: z.array(z.strictObject({ day: Day, name: z.string().max(60).default('') })).max(1000),
  /** Open although a weekend or holiday; without `hours`, those of the first open weekday hold. */
  open: z
    .array(z.strictObject({ day: Day, name: z.string().max(60).default(''), hours: DaySpans.optional() }))
    .max(1000),
})
export type Calendar = z.infer<typeof Calendar>

export const readCalendar = route('readCalendar', 'GET', '/calendar', {
  summary: 'Working hours, closed days and open make-up days',
  tag,
  door: 'signedIn',
  keys: [],
  reply: z.strictObject({ calendar: Calendar, version: z.int(), can: z.strictObject({ change: z.boolean() }) }),
})
/** The version is the company’s. */
export const changeCalendar = route('changeCalendar', 'PUT', '/calendar', {
  summary: 'Replace the business calendar',
  tag,
  door: mayChange,
  body: Calendar,
  reply: z.strictObject({ calendar: Calendar, version: z.int(), can: z.strictObject({ change: z.boolean() }) }),
  versioned: true,
})
export const HolidayDay = z.strictObject({
  day: Day,
  nameZh: z.string(),
  nameEn: z.string(),
  kind: z.enum(['holiday', 'makeUpWorkday']),
})
export type HolidayDay = z.infer<typeof HolidayDay>
export const listHolidays = route('listHolidays', 'GET', '/holidays', {
  summary: 'Holidays and make-up working days of a year, as the calendar would take them',
  tag,
  door: 'signedIn',
  keys: [],
  query: z.strictObject({ year: z.coerce.number().int().min(2000).max(2100), country: z.string().regex(/^[A-Z]{2}$/) }),
  reply: z.strictObject({
    days: z.array(HolidayDay),
    /** False when the government has not announced the year yet and only the fixed days are known. */
    announced: z.boolean(),
  }),
})

// Custom fields ---------------------------------------------------------------------------------------------------------

export const CustomFieldSubject = z.enum(['account', 'contact'])
export type CustomFieldSubject = z.infer<typeof CustomFieldSubject>
export const CustomFieldKind = z.enum(['text', 'number', 'date', 'boolean', 'choice', 'choices'])
export type CustomFieldKind = z.infer<typeof CustomFieldKind>
const Label = z.string().trim().min(1).max(60)
export const CustomChoice = z.strictObject({ value: z.string().trim().min(1).max(60), labelZh: Label, labelEn: Label })

export const CustomField = z.strictObject({
  id: Id,
  subject: CustomFieldSubject,
  key: z.string(),
  labelZh: z.string(),
  labelEn: z.string(),
  kind: CustomFieldKind,
  choices: z.array(CustomChoice),
  category: Category,
  required: z.boolean(),
  position: z.int(),
  active: z.boolean(),
  version: z.int(),
})
export type CustomField = z.infer<typeof CustomField>
export const NewCustomField = z
  .strictObject({
    subject: CustomFieldSubject,
    key: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/),
    labelZh: Label,
    labelEn: Label,
    kind: CustomFieldKind,
    choices: z.array(CustomChoice).max(200).default([]),
    category: Category.default('basic'),
    required: z.boolean().default(false),
  })
  .refine((field) => field.kind.startsWith('choice') === field.choices.length > 0, {
    path: ['choices'],
    message: 'A choice needs choices, and only a choice has them.',
  })
export type NewCustomField = z.infer<typeof NewCustomField>
/** Key, subject and kind stay: values are stored under them. */
export const CustomFieldChange = z.strictObject({
  labelZh: Label.optional(),
  labelEn: Label.optional(),
  choices: z.array(CustomChoice).min(1).max(200).optional(),
  category: Category.optional(),
  required: z.boolean().optional(),
  active: z.boolean().optional(),
})
export type CustomFieldChange = z.infer<typeof CustomFieldChange>

export const listCustomFields = route('listCustomFields', 'GET', '/custom-fields', {
  summary: 'Custom fields in their order',
  tag,
  door: 'signedIn',
  keys: [],
  query: z.strictObject({
    subject: CustomFieldSubject.optional(),
    inactive: z
      .enum(['true', 'false'])
      .default('false')
      .transform((flag) => flag === 'true'),
  }),
  reply: z.array(CustomField),
})
export const createCustomField = route('createCustomField', 'POST', '/custom-fields', {
  summary: 'Add a custom field',
  tag,
  door: mayCreate,
  body: NewCustomField,
  reply: CustomField,
})
export const changeCustomField = route('changeCustomField', 'PATCH', '/custom-fields/:id', {
  summary: 'Change, deactivate or reactivate a custom field',
  tag,
  door: mayChange,
  params: ById,
  body: CustomFieldChange,
  reply: CustomField,
  versioned: true,
})
export const orderCustomFields = route('orderCustomFields', 'PUT', '/custom-field-order', {
  summary: 'Set the order of the custom fields of one subject',
  tag,
  door: mayChange,
  body: z.strictObject({ subject: CustomFieldSubject, ids: z.array(Id).max(500) }),
  reply: z.array(CustomField),
})

// Audit -----------------------------------------------------------------------------------------------------------------

export const AuditEvent = z.strictObject({
  id: Id,
  at: Instant,
  actor: z.strictObject({ id: Id, name: z.string() }).nullable(),
  kind: z.string(),
  subjectType: z.string(),
  subjectId: Id,
  /** Of the customer, person, team, role or file it concerns; null where the reader sees none. */
  subjectName: z.string().nullable(),
  accountId: Id.nullable(),
  /** Null when it may hold customer data of a category the reader must not see. */
  data: z.record(z.string(), z.json()).nullable(),
})
export type AuditEvent = z.infer<typeof AuditEvent>
export const listEvents = route('listEvents', 'GET', '/events', {
  summary: 'Who did what and when, newest first',
  tag,
  door: mayRead,
  query: z.strictObject({
    ...PageQuery,
    actorId: Id.optional(),
    /** `user.invited`, or a whole noun: `user`. */
    kind: z
      .string()
      .regex(/^[a-zA-Z]+(\.[a-zA-Z]+)?$/)
      .max(80)
      .optional(),
    subjectId: Id.optional(),
    /** Days in the company’s zone, both inclusive. */
    from: Day.optional(),
    until: Day.optional(),
  }),
  reply: pageOf(AuditEvent),
})
