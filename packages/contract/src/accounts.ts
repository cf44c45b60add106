import { z } from 'zod'
import { Category, inCategory } from './rights.ts'
import { route } from './route.ts'
import { AmountE4, ById, Currency, Day, Id, Instant, PageQuery, pageOf, Source } from './shapes.ts'

export const AccountKind = z.enum(['enterprise', 'individual', 'department'])
/** Life-cycle state 客户状态 (CDB-7). */
export const AccountState = z.enum(['prospect', 'potential', 'active', 'mature', 'dormant', 'lost', 'wonBack'])
export type AccountState = z.infer<typeof AccountState>

/**
 * The life cycle 客户状态 (DOMAIN CDB-7): prospect 目标 → potential 潜在 → active 活跃 → mature 成熟 → dormant 休眠 → lost 流失 →
 * won back 赢回. A customer may skip ahead, fall back and be revived; it never becomes a stranger again.
 */
const movesOf: Readonly<Record<AccountState, readonly AccountState[]>> = {
  prospect: ['potential', 'active', 'lost'],
  potential: ['prospect', 'active', 'dormant', 'lost'],
  active: ['mature', 'dormant', 'lost'],
  mature: ['active', 'dormant', 'lost'],
  dormant: ['active', 'mature', 'lost', 'wonBack'],
  lost: ['wonBack', 'potential'],
  wonBack: ['active', 'mature', 'dormant', 'lost'],
}
export const mayMove = (from: AccountState, to: AccountState): boolean => movesOf[from].includes(to)
export const movesFrom = (from: AccountState): readonly AccountState[] => movesOf[from]
export const Tier = z.enum(['A', 'B', 'C', 'D'])
export type Tier = z.infer<typeof Tier>
export const AccountSize = z.enum(['micro', 'small', 'medium', 'large', 'group'])
export const AccountType = z.enum(['contract', 'credit', 'cash', 'prepaid'])
export const CreditGrade = z.enum(['AAA', 'AA', 'A', 'B', 'C', 'D'])

const basic = inCategory('basic')
const behaviour = inCategory('behaviour')
const finance = inCategory('finance')
const shared = inCategory('shared')
const line = (max: number) => z.string().trim().max(max)
const list = z.array(line(100)).max(100)

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

/** Derived from orders; absent where the reader may not see finance. */
export const RfmSegment = z.enum([
  'champions',
  'loyal',
  'potentialLoyal',
  'new',
  'promising',
  'needsAttention',
  'aboutToSleep',
  'atRisk',
  'cannotLose',
  'hibernating',
  'lost',
])
export const NextAction = z.enum([
  'settleComplaint',
  'winBackVolume',
  'planNextStep',
  'keepInTouch',
  'raisePotential',
  'winFirstOrder',
  'completeRecord',
])

export const AccountFigures = z.strictObject({
  orders: z.int(),
  lines: z.int(),
  amountE4: AmountE4,
  /** null where no cost is known. */
  grossProfitE4: AmountE4.nullable(),
  averageOrderE4: AmountE4.nullable(),
  firstOrderOn: Day.nullable(),
  lastOrderOn: Day.nullable(),
})

/** What the analyses say of a customer, worked out over the whole base every hour; see docs on each figure in packages/analytics. */
export const Assessment = z.strictObject({
  on: Day,
  /** Quintiles of recency, frequency and amount, 111 to 555. */
  rfm: z.int().nullable(),
  segment: RfmSegment.nullable(),
  /** Probability that he is still a customer, 0…1. */
  alive: z.number().nullable(),
  /** Purchases expected in the next twelve months. */
  expectedOrders: z.number().nullable(),
  /** Discounted value of what is expected of him; null too for who may not see money. */
  lifetimeValueE4: AmountE4.nullable(),
  currency: Currency.nullable(),
  slippingSince: Day.nullable(),
  /** 0…100. */
  health: z.int().nullable(),
})
export type Assessment = z.infer<typeof Assessment>

export const PersonRef = z.strictObject({ id: Id, name: z.string() })
export const AccountRef = z.strictObject({ id: Id, number: z.string(), name: z.string() })
export type AccountRef = z.infer<typeof AccountRef>

/**
 * One account. Fields whose category the reader may not see are null or empty and named in `masked`: the value never leaves the server.
 */
export const Account = AccountFields.extend({
  id: Id,
  number: z.string(),
  state: AccountState,
  stateSince: Instant,
  owner: PersonRef.nullable(),
  team: PersonRef.nullable(),
  parent: AccountRef.nullable(),
  tier: Tier.nullable(),
  figures: AccountFigures.nullable(),
  /** null: not assessed yet, or behaviour hidden from the reader. */
  assessment: Assessment.nullable(),
  qualityScore: z.int(),
  qualityIssues: z.array(z.string()),
  verifiedAt: Instant.nullable(),
  masked: z.array(z.string()),
  mergedInto: Id.nullable(),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  can: z.strictObject({
    change: z.boolean(),
    delete: z.boolean(),
    export: z.boolean(),
    addToTimeline: z.boolean(),
    write: z.array(Category),
  }),
})
export type Account = z.infer<typeof Account>

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
])

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

const accounts = (action: 'read' | 'create' | 'change' | 'delete' | 'export') =>
  ({ module: 'accounts', action }) as const
const tag = 'Accounts'
const JobStarted = z.strictObject({ jobId: Id })

export const listAccounts = route('listAccounts', 'GET', '/accounts', {
  summary: 'A page of the accounts you may see',
  tag,
  door: accounts('read'),
  query: z.strictObject({
    ...PageQuery,
    search: z.string().max(200).optional(),
    sort: AccountSort.default('name'),
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
export const createAccount = route('createAccount', 'POST', '/accounts', {
  summary: 'Create an account',
  tag,
  door: accounts('create'),
  body: NewAccount,
  reply: Account,
})
export const readAccount = route('readAccount', 'GET', '/accounts/:id', {
  summary: 'One account',
  tag,
  door: accounts('read'),
  params: ById,
  reply: Account,
})
export const changeAccount = route('changeAccount', 'PATCH', '/accounts/:id', {
  summary: 'Change fields of an account',
  tag,
  door: accounts('change'),
  params: ById,
  body: AccountChange,
  reply: Account,
  versioned: true,
})
export const deleteAccount = route('deleteAccount', 'DELETE', '/accounts/:id', {
  summary: 'Put an account in the bin',
  tag,
  door: accounts('delete'),
  params: ById,
  versioned: true,
})
export const restoreAccount = route('restoreAccount', 'DELETE', '/accounts/:id/deletion', {
  summary: 'Take an account back out of the bin',
  tag,
  door: accounts('delete'),
  params: ById,
  reply: Account,
  status: 200,
})
export const moveAccountState = route('moveAccountState', 'PUT', '/accounts/:id/state', {
  summary: 'Move an account along its life cycle',
  tag,
  door: accounts('change'),
  params: ById,
  versioned: true,
  body: z.strictObject({ state: AccountState, reason: line(500) }),
  reply: Account,
})
export const takeBackStateMove = route('takeBackStateMove', 'DELETE', '/accounts/:id/state', {
  summary: 'Take back the last move along the life cycle, when it was made by hand and nothing moved the account since',
  tag,
  door: accounts('change'),
  params: ById,
  versioned: true,
  reply: Account,
  status: 200,
})
export const verifyAccount = route('verifyAccount', 'PUT', '/accounts/:id/verification', {
  summary: 'State that the data are right as of now',
  tag,
  door: accounts('change'),
  params: ById,
  reply: Account,
})
export const takeBackVerification = route('takeBackVerification', 'DELETE', '/accounts/:id/verification', {
  summary: 'Take back the last statement that the data are right: the record is as stale as before',
  tag,
  door: accounts('change'),
  params: ById,
  versioned: true,
  reply: Account,
  status: 200,
})
export const changeManyAccounts = route('changeManyAccounts', 'POST', '/account-changes', {
  summary: 'Change many accounts at once, as a job that can be undone',
  tag,
  door: accounts('change'),
  cost: 'job',
  status: 202,
  body: z.strictObject({
    selection: AccountSelection,
    change: z.strictObject({
      ownerId: Id.nullable().optional(),
      teamId: Id.nullable().optional(),
      state: AccountState.optional(),
      addTags: list.optional(),
      removeTags: list.optional(),
      industry: line(100).optional(),
      creditGrade: CreditGrade.optional(),
      potential: z.int().min(1).max(5).optional(),
    }),
  }),
  reply: JobStarted,
})
export const undoManyAccounts = route('undoManyAccounts', 'DELETE', '/account-changes/:id', {
  summary: 'Undo a bulk change; rows changed since are left alone and reported',
  tag,
  door: accounts('change'),
  cost: 'job',
  params: ById,
  status: 202,
  reply: JobStarted,
})
export const exportAccounts = route('exportAccounts', 'POST', '/account-exports', {
  summary: 'Export a list as CSV or XLSX, as a job',
  tag,
  door: accounts('export'),
  cost: 'export',
  status: 202,
  body: z.strictObject({
    selection: AccountSelection,
    format: z.enum(['csv', 'xlsx']),
    columns: z.array(z.string().max(60)).min(1).max(80),
    sort: AccountSort.default('name'),
    locale: z.enum(['zh-CN', 'en']).default('zh-CN'),
  }),
  reply: JobStarted,
})
export const countAccountsByState = route('countAccountsByState', 'GET', '/account-states', {
  summary: 'How many accounts stand in each state, for the kanban',
  tag,
  door: accounts('read'),
  query: z.strictObject({ search: z.string().max(200).optional(), filter: z.string().max(20_000).optional() }),
  reply: z.array(z.strictObject({ state: AccountState, accounts: z.int(), amountE4: AmountE4.nullable() })),
})
export const similarAccounts = route('similarAccounts', 'POST', '/similar-accounts', {
  summary: 'Accounts that look like the one being typed',
  tag,
  door: accounts('read'),
  cost: 'lookUp',
  status: 200,
  body: NewAccount.partial().extend({ exceptId: Id.optional() }),
  reply: z.array(
    z.strictObject({
      account: AccountRef,
      score: z.number(),
      verdict: z.enum(['same', 'probable']),
      reasons: z.array(z.strictObject({ field: z.string(), similarity: z.number() })),
      /** False: it exists but the asker may not see it; then the name is empty, no reasons are told, and `team` says whom to ask. */
      visible: z.boolean(),
      team: z.string().nullable(),
    }),
  ),
})

/** Customer 360 客户全景 (CDB-6): all that a person on the phone needs, in one read. */
export const Customer360 = z.strictObject({
  account: Account,
  contacts: z.array(z.lazy(() => Contact)),
  addresses: z.array(z.lazy(() => Address)),
  group: z
    .strictObject({
      parent: AccountRef.nullable(),
      children: z.array(AccountRef.extend({ amountE4: AmountE4.nullable() })),
      members: z.int(),
      orders: z.int().nullable(),
      amountE4: AmountE4.nullable(),
    })
    .nullable(),
  openFollowUps: z.array(
    z.strictObject({
      id: Id,
      title: z.string(),
      dueAt: Instant,
      allDay: z.boolean(),
      owner: PersonRef,
      version: z.int(),
    }),
  ),
  months: z
    .array(
      z.strictObject({
        month: Day,
        orders: z.int(),
        lines: z.int(),
        amountE4: AmountE4,
        grossProfitE4: AmountE4.nullable(),
      }),
    )
    .nullable(),
  mix: z
    .array(z.strictObject({ service: z.string(), lines: z.int(), amountE4: AmountE4, share: z.number() }))
    .nullable(),
  currencies: z.array(Currency),
  recentOrders: z
    .array(
      z.strictObject({
        id: Id,
        number: z.string(),
        orderedOn: Day,
        status: z.string(),
        lines: z.int(),
        /** null without the finance category. */
        amountE4: AmountE4.nullable(),
        currency: Currency,
      }),
    )
    .nullable(),
  openOrders: z.int().nullable(),
  receivables: z.strictObject({ currency: Currency, openE4: AmountE4, overdueE4: AmountE4 }).nullable(),
  duplicates: z.int(),
  /** What to do next for this customer; null where all is well. */
  nextAction: NextAction.nullable(),
  custom: z.array(
    z.strictObject({ key: z.string(), labelZh: z.string(), labelEn: z.string(), kind: z.string(), value: z.unknown() }),
  ),
})
export type Customer360 = z.infer<typeof Customer360>
export const readCustomer360 = route('readCustomer360', 'GET', '/accounts/:id/360', {
  summary: 'Customer 360',
  tag,
  door: accounts('read'),
  params: ById,
  reply: Customer360,
})

// People and places --------------------------------------------------------------------------------------------------
export const ContactRole = z.enum([
  'contact',
  'decisionMaker',
  'influencer',
  'user',
  'payer',
  'shipper',
  'consignee',
  'technical',
  'gatekeeper',
  'executive',
])
export const ContactFields = z.strictObject({
  name: line(10_240).min(1),
  nameEn: line(500),
  role: ContactRole,
  jobTitle: line(100).nullable(),
  department: line(100).nullable(),
  mobile: line(60).nullable(),
  phone: line(60).nullable(),
  email: line(254).nullable(),
  wechat: line(60).nullable(),
  preferredChannel: z.enum(['phone', 'email', 'wechat', 'sms', 'visit']).nullable(),
  birthday: Day.nullable(),
  characterNote: line(2_000).nullable(),
  isPrimary: z.boolean(),
  active: z.boolean(),
})
export const NewContact = ContactFields.partial().required({ name: true })
export const Contact = ContactFields.extend({
  id: Id,
  accountId: Id,
  version: z.int(),
  relations: z.array(
    z.strictObject({
      id: Id,
      kind: z.string(),
      direction: z.enum(['to', 'from']),
      contact: PersonRef,
      note: z.string(),
    }),
  ),
})
export type Contact = z.infer<typeof Contact>
export const RelationKind = z.enum([
  'reportsTo',
  'assists',
  'colleague',
  'family',
  'friend',
  'formerColleague',
  'referredBy',
])

export const AddressKind = z.enum(['registered', 'billing', 'office', 'pickup', 'delivery', 'warehouse', 'home'])
export const AddressFields = z.strictObject({
  kind: AddressKind,
  country: z.string().regex(/^[A-Z]{2}$/),
  province: line(60).nullable(),
  city: line(60).nullable(),
  district: line(60).nullable(),
  divisionCode: z
    .string()
    .regex(/^\d{6,12}$/)
    .nullable(),
  street: line(500),
  postcode: line(12).nullable(),
  unlocode: z
    .string()
    .regex(/^[A-Z]{2}[A-Z2-9]{3}$/)
    .nullable(),
  isPrimary: z.boolean(),
})
export const NewAddress = AddressFields.partial()
export const Address = AddressFields.extend({ id: Id, accountId: Id, version: z.int() })
export type Address = z.infer<typeof Address>

export const addContact = route('addContact', 'POST', '/accounts/:id/contacts', {
  summary: 'Add a person',
  tag: 'Contacts',
  door: accounts('change'),
  params: ById,
  body: NewContact,
  reply: Contact,
})
export const changeContact = route('changeContact', 'PATCH', '/contacts/:id', {
  summary: 'Change a person',
  tag: 'Contacts',
  door: accounts('change'),
  params: ById,
  body: ContactFields.partial(),
  reply: Contact,
  versioned: true,
})
export const removeContact = route('removeContact', 'DELETE', '/contacts/:id', {
  summary: 'Remove a person',
  tag: 'Contacts',
  door: accounts('change'),
  params: ById,
  versioned: true,
})
export const relateContacts = route('relateContacts', 'POST', '/contacts/:id/relations', {
  summary: 'Relate two people 人际关系',
  tag: 'Contacts',
  door: accounts('change'),
  params: ById,
  body: z.strictObject({ toContactId: Id, kind: RelationKind, note: line(500).default('') }),
  reply: Contact,
})
export const unrelateContacts = route('unrelateContacts', 'DELETE', '/contact-relations/:id', {
  summary: 'Remove a relation',
  tag: 'Contacts',
  door: accounts('change'),
  params: ById,
})
export const addAddress = route('addAddress', 'POST', '/accounts/:id/addresses', {
  summary: 'Add an address',
  tag: 'Addresses',
  door: accounts('change'),
  params: ById,
  body: NewAddress,
  reply: Address,
})
export const changeAddress = route('changeAddress', 'PATCH', '/addresses/:id', {
  summary: 'Change an address',
  tag: 'Addresses',
  door: accounts('change'),
  params: ById,
  body: AddressFields.partial(),
  reply: Address,
  versioned: true,
})
export const removeAddress = route('removeAddress', 'DELETE', '/addresses/:id', {
  summary: 'Remove an address',
  tag: 'Addresses',
  door: accounts('change'),
  params: ById,
  versioned: true,
})
export const listDivisions = route('listDivisions', 'GET', '/divisions', {
  summary: 'Chinese administrative divisions below a code',
  tag: 'Addresses',
  door: 'signedIn',
  keys: [],
  query: z.strictObject({ below: z.string().max(12).optional() }),
  reply: z.array(z.strictObject({ code: z.string(), name: z.string() })),
})
export const searchPorts = route('searchPorts', 'GET', '/ports', {
  summary: 'Sea ports by name or UN/LOCODE',
  tag: 'Addresses',
  door: 'signedIn',
  keys: [],
  query: z.strictObject({ q: z.string().max(60) }),
  reply: z.array(z.strictObject({ unlocode: z.string(), name: z.string(), country: z.string() })),
})
