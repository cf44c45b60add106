import { z } from 'zod'
import { Category, inCategory } from '../rights.ts'
import { AmountE4, Currency, Day, Id, Source } from '../shapes.ts'
import { line, list } from './lines.ts'

export const AccountKind = z.enum(['enterprise', 'individual', 'department'])
export const Tier = z.enum(['A', 'B', 'C', 'D'])
export type Tier = z.infer<typeof Tier>
export const AccountSize = z.enum(['micro', 'small', 'medium', 'large', 'group'])
export const AccountType = z.enum(['contract', 'credit', 'cash', 'prepaid'])
export const CreditGrade = z.enum(['AAA', 'AA', 'A', 'B', 'C', 'D'])

const basic = inCategory('basic')
const behaviour = inCategory('behaviour')
const finance = inCategory('finance')
const shared = inCategory('shared')

/** Everything of an account that a person types. The category of each field decides who may see, change and export it. */
export const AccountFields = z.strictObject({
  kind: AccountKind.meta(basic),
  name: line(10_240).min(1).meta(basic),
  nameEn: line(500).meta(basic),
  shortName: line(100).meta(basic),
  /** 统一社会信用代码, GB 32100-2015. */
  creditCode: line(18).nullable().meta(basic),
  externalKey: line(200).nullable().meta(basic),
  phone: line(60).nullable().meta(basic),
  email: line(254).nullable().meta(basic),
  website: line(500).nullable().meta(basic),
  industry: line(100).nullable().meta(basic),
  size: AccountSize.nullable().meta(basic),
  parentId: Id.nullable().meta(basic),
  language: line(20).nullable().meta(basic),
  gender: z.enum(['female', 'male', 'other']).nullable().meta(basic),
  birthDate: Day.nullable().meta(basic),
  departmentHead: line(100).nullable().meta(basic),
  note: z.string().max(20_000).meta(basic),
  tags: list.meta(basic),
  goods: list.meta(behaviour),
  serviceNeeds: list.meta(behaviour),
  businessScope: line(2_000).nullable().meta(behaviour),
  competitorsUsed: list.meta(behaviour),
  seasonality: line(500).nullable().meta(behaviour),
  potential: z.int().min(1).max(5).nullable().meta(behaviour),
  accountType: AccountType.nullable().meta(finance),
  creditLimitE4: AmountE4.nonnegative().nullable().meta(finance),
  creditGrade: CreditGrade.nullable().meta(finance),
  paymentDays: z.int().min(0).max(365).nullable().meta(finance),
  currency: Currency.nullable().meta(finance),
  bankName: line(200).nullable().meta(finance),
  bankAccount: line(60).nullable().meta(finance),
  taxTitle: line(200).nullable().meta(finance),
  sharedNote: line(2_000).nullable().meta(shared),
  ownerId: Id.nullable().meta(basic),
  teamId: Id.nullable().meta(basic),
  source: Source.meta(basic),
  custom: z.record(z.string(), z.unknown()).meta(basic),
})
export type AccountFields = z.infer<typeof AccountFields>

export const NewAccount = AccountFields.partial().required({ kind: true, name: true })
export type NewAccount = z.infer<typeof NewAccount>
/** Only the fields named are changed. State moves by its own route. */
export const AccountChange = AccountFields.omit({ source: true }).partial()
export type AccountChange = z.infer<typeof AccountChange>

/** The category of each field, read from the schema: the one table that masking, forms and exports use. */
export const categoryOfField: Readonly<Record<string, Category>> = Object.fromEntries(
  Object.entries(AccountFields.shape).map(([field, schema]) => [
    field,
    Category.parse(z.globalRegistry.get(schema)?.category ?? 'basic'),
  ]),
)
