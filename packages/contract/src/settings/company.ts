import { z } from 'zod'
import { line } from '../accounts/lines.ts'
import { route } from '../route.ts'
import { Currency } from '../shapes.ts'
import { mayChange, tag } from './doors.ts'

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

/** An account customers pay into. */
export const BankAccount = z.strictObject({
  /** null: for every currency that has no account of its own. */
  currency: Currency.nullable().default(null),
  bankName: line(200).min(1),
  account: line(60).min(1),
  swift: z
    .string()
    .trim()
    .regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/)
    .nullable()
    .default(null),
})
export type BankAccount = z.infer<typeof BankAccount>
/** What stands on invoices beside the company's name 开票信息. */
export const CompanyBilling = z.strictObject({
  taxNumber: line(40).default(''),
  address: line(300).default(''),
  addressEn: line(300).default(''),
  phone: line(60).default(''),
  banks: z
    .array(BankAccount)
    .max(10)
    .refine(
      (banks) => new Set(banks.map(({ currency }) => currency)).size === banks.length,
      'One account for each currency.',
    )
    .default([]),
})
export type CompanyBilling = z.infer<typeof CompanyBilling>

export const Company = z.strictObject({
  ...PublicCompany.shape,
  billing: CompanyBilling,
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
  billing: CompanyBilling.optional(),
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
