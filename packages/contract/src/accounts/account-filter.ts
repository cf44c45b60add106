import { z } from 'zod'
import type { Category } from '../rights.ts'
import { Id } from '../shapes.ts'
import { AccountKind, AccountSize, AccountType, CreditGrade, Tier } from './account-fields.ts'
import { NextAction, RfmSegment } from './assessment.ts'
import { AccountState } from './life-cycle.ts'

/** A condition or a group; a list carries it as JSON text in `filter`. Fields and operators allowed: see `accountFilterFields`. */
export type Filter = { all: Filter[] } | { any: Filter[] } | { field: string; op: FilterOperator; value?: unknown }
export const FilterOperator = z.enum([
  'is',
  'isNot',
  'in',
  'notIn',
  'contains',
  'startsWith',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'isEmpty',
  'isNotEmpty',
  'withinDays',
  'olderThanDays',
])
export type FilterOperator = z.infer<typeof FilterOperator>
export const Filter: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Filter).max(50) }),
    z.strictObject({ any: z.array(Filter).max(50) }),
    z.strictObject({ field: z.string().max(60), op: FilterOperator, value: z.unknown().optional() }),
  ]),
)

export type FilterKind = 'text' | 'choice' | 'number' | 'money' | 'date' | 'person' | 'team' | 'tags' | 'boolean'
/** What a list of accounts can be filtered by; screens build their filter from it, the server its SQL. `custom.<key>` is added per custom field. */
export const accountFilterFields: Readonly<
  Record<string, { kind: FilterKind; choices?: readonly string[]; category: Category }>
> = {
  name: { kind: 'text', category: 'basic' },
  number: { kind: 'text', category: 'basic' },
  kind: { kind: 'choice', choices: AccountKind.options, category: 'basic' },
  state: { kind: 'choice', choices: AccountState.options, category: 'basic' },
  tier: { kind: 'choice', choices: Tier.options, category: 'basic' },
  size: { kind: 'choice', choices: AccountSize.options, category: 'basic' },
  industry: { kind: 'text', category: 'basic' },
  owner: { kind: 'person', category: 'basic' },
  team: { kind: 'team', category: 'basic' },
  tags: { kind: 'tags', category: 'basic' },
  city: { kind: 'text', category: 'address' },
  province: { kind: 'text', category: 'address' },
  country: { kind: 'text', category: 'address' },
  phone: { kind: 'text', category: 'basic' },
  email: { kind: 'text', category: 'basic' },
  creditGrade: { kind: 'choice', choices: CreditGrade.options, category: 'finance' },
  accountType: { kind: 'choice', choices: AccountType.options, category: 'finance' },
  creditLimit: { kind: 'money', category: 'finance' },
  paymentDays: { kind: 'number', category: 'finance' },
  potential: { kind: 'number', category: 'behaviour' },
  amount: { kind: 'money', category: 'finance' },
  orders: { kind: 'number', category: 'behaviour' },
  lastOrderOn: { kind: 'date', category: 'behaviour' },
  firstOrderOn: { kind: 'date', category: 'behaviour' },
  segment: { kind: 'choice', choices: RfmSegment.options, category: 'behaviour' },
  health: { kind: 'number', category: 'behaviour' },
  alive: { kind: 'number', category: 'behaviour' },
  slippingSince: { kind: 'date', category: 'behaviour' },
  lifetimeValue: { kind: 'money', category: 'finance' },
  margin: { kind: 'number', category: 'finance' },
  nextAction: { kind: 'choice', choices: NextAction.options, category: 'behaviour' },
  nextFollowUp: { kind: 'date', category: 'basic' },
  quality: { kind: 'number', category: 'basic' },
  createdAt: { kind: 'date', category: 'basic' },
  updatedAt: { kind: 'date', category: 'basic' },
  importBatch: { kind: 'text', category: 'basic' },
}

export const AccountSelection = z.strictObject({
  /** Search text and filter as in the list; both empty means everything one may see. */
  search: z.string().max(200).optional(),
  filter: Filter.optional(),
  ids: z.array(Id).max(10_000).optional(),
  except: z.array(Id).max(10_000).optional(),
})
export type AccountSelection = z.infer<typeof AccountSelection>
