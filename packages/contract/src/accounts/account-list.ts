import { z } from 'zod'
import { route } from '../route.ts'
import { AmountE4, Day, Id, Instant, PageQuery, pageOf } from '../shapes.ts'
import { AccountKind, CreditGrade, Tier } from './account-fields.ts'
import { NextAction, RfmSegment } from './assessment.ts'
import { accounts, tag } from './doors.ts'
import { AccountState } from './life-cycle.ts'
import { AccountRef, PersonRef } from './refs.ts'

/** A row of the list: enough to recognise, sort and act. */
export const AccountRow = z.strictObject({
  id: Id,
  number: z.string(),
  kind: AccountKind,
  name: z.string(),
  nameEn: z.string(),
  shortName: z.string(),
  state: AccountState,
  tier: Tier.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  industry: z.string().nullable(),
  city: z.string().nullable(),
  owner: PersonRef.nullable(),
  team: PersonRef.nullable(),
  tags: z.array(z.string()),
  orders: z.int().nullable(),
  amountE4: AmountE4.nullable(),
  lastOrderOn: Day.nullable(),
  segment: RfmSegment.nullable(),
  alive: z.number().nullable(),
  lifetimeValueE4: AmountE4.nullable(),
  slippingSince: Day.nullable(),
  health: z.int().nullable(),
  /** 0.25 = 25 %, of the lines whose cost is known. */
  grossMargin: z.number().nullable(),
  nextAction: NextAction.nullable(),
  creditGrade: CreditGrade.nullable(),
  qualityScore: z.int(),
  nextFollowUpAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int(),
  masked: z.array(z.string()),
  custom: z.record(z.string(), z.unknown()),
})
export type AccountRow = z.infer<typeof AccountRow>

export const AccountSort = z.enum([
  'name',
  '-name',
  'updatedAt',
  '-updatedAt',
  'createdAt',
  '-createdAt',
  '-amount',
  'amount',
  '-lastOrderOn',
  'lastOrderOn',
  'quality',
  '-quality',
  'health',
  '-health',
  'lifetimeValue',
  '-lifetimeValue',
  'nextAction',
  '-nextAction',
])
export type AccountSort = z.infer<typeof AccountSort>

/** Columns a list is ordered by at once. */
export const mostSorts = 4
const oneSort = `(?:${AccountSort.options.join('|')})`
/** `-amount,name`: by amount, the largest first, and among equals by name. */
export const AccountOrder = z
  .string()
  .regex(new RegExp(`^${oneSort}(?:,${oneSort}){0,${mostSorts - 1}}$`), {
    error: `At most ${mostSorts} of ${AccountSort.options.join(', ')}, separated by commas.`,
  })
  .refine((order) => new Set(order.replaceAll('-', '').split(',')).size === order.split(',').length, {
    error: 'Each column can be named once.',
  })
export const sortsOf = (order: string): AccountSort[] => order.split(',') as AccountSort[]

export const listAccounts = route('listAccounts', 'GET', '/accounts', {
  summary: 'A page of the accounts you may see',
  tag,
  door: accounts('read'),
  query: z.strictObject({
    ...PageQuery,
    search: z.string().max(200).optional(),
    sort: AccountOrder.default('name'),
    filter: z.string().max(20_000).optional(),
    view: Id.optional(),
    count: z.enum(['yes', 'no']).default('no'),
  }),
  reply: pageOf(AccountRow),
})
export const searchAccounts = route('searchAccounts', 'GET', '/search', {
  summary: 'Search accounts and contacts by 汉字, pinyin, initials, phone fragment, code, English',
  tag,
  door: accounts('read'),
  cost: 'lookUp',
  query: z.strictObject({
    q: z.string().trim().min(1).max(200),
    limit: z.coerce.number().int().min(1).max(50).default(12),
  }),
  reply: z.strictObject({
    rows: z.array(
      AccountRef.extend({
        nameEn: z.string(),
        state: AccountState,
        tier: Tier.nullable(),
        phone: z.string().nullable(),
        city: z.string().nullable(),
        contact: z.string().nullable(),
        matched: z.string(),
      }),
    ),
    corrected: z.boolean(),
  }),
})

export const countAccountsByState = route('countAccountsByState', 'GET', '/account-states', {
  summary: 'How many accounts stand in each state, for the kanban',
  tag,
  door: accounts('read'),
  query: z.strictObject({ search: z.string().max(200).optional(), filter: z.string().max(20_000).optional() }),
  reply: z.array(z.strictObject({ state: AccountState, accounts: z.int(), amountE4: AmountE4.nullable() })),
})
