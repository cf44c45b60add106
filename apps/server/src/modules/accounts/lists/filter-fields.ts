import { accountFilterFields, type Category, type FilterKind } from '@quayside/contract'
import type { CustomFieldDefinition } from '../accounts.queries.ts'

/** A value of SQL bound as a parameter; returns its place, e.g. `$3`. */
export type Bind = (value: unknown) => string

/** How a filter field reads in SQL over the account `a`. */
export interface FilterTarget {
  kind: FilterKind
  category: Category
  /** The value compared. For fields of another table: of its row, inside `wrap`. */
  value: string
  /** `day`: a calendar day; `instant`: a point in time, compared by days of the company's zone. */
  time?: 'day' | 'instant' | 'text'
  /** Puts a condition on another table's row into one on the account. */
  wrap?: (condition: string) => string
  /** The same as a set of accounts, for conditions that rows must meet: the few accounts of a city are found by its index. */
  among?: (condition: string) => string
  /** For comparisons that no missing row can meet: the value inside another table, and that table's rows as a set of accounts. */
  asSet?: { value: string; wrap: (condition: string) => string }
  /** What the lists show of an account without a row: a filter finds what one reads there. */
  withoutRow?: number
  /** `wrap` around "there is no row" for isEmpty and negations. */
  missing?: string
}

/** A table with at most one row for an account. As a set the few accounts of tier A are found by their index; as a value every account would be asked. */
const ofTable = (table: string, value: string) => ({
  value: `(select ${value} from ${table} where ${aliasOf(table)}.account_id = a.id)`,
  asSet: {
    value,
    wrap: (condition: string) => `a.id in (select ${aliasOf(table)}.account_id from ${table} where ${condition})`,
  },
})

const aliasOf = (table: string) => table.split(' ').at(-1)

const ofFigures = (value: string, time?: 'day'): Omit<FilterTarget, 'kind' | 'category'> => ({
  ...ofTable('account_figures f', value),
  ...(time ? { time } : {}),
})

const ofAdvice = (value: string): Omit<FilterTarget, 'kind' | 'category'> => ofTable('next_actions k', value)

const ofAddresses = (column: string): Omit<FilterTarget, 'kind' | 'category'> => ({
  value: `ad.${column}`,
  wrap: (condition) => `exists (select from addresses ad where ad.account_id = a.id and ${condition})`,
  among: (condition) => `a.id in (select ad.account_id from addresses ad where ${condition})`,
  missing: `not exists (select from addresses ad where ad.account_id = a.id and coalesce(ad.${column}, '') <> '')`,
})

const targets: Readonly<Record<string, Omit<FilterTarget, 'kind' | 'category'>>> = {
  name: { value: 'a.name' },
  number: { value: 'a.number' },
  kind: { value: 'a.kind' },
  state: { value: 'a.state' },
  tier: ofFigures('f.tier'),
  size: { value: 'a.size' },
  industry: { value: 'a.industry' },
  owner: { value: 'a.owner_id' },
  team: { value: 'a.team_id' },
  tags: { value: 'a.tags' },
  city: ofAddresses('city'),
  province: ofAddresses('province'),
  country: ofAddresses('country'),
  phone: { value: 'a.phone' },
  email: { value: 'a.email' },
  creditGrade: { value: 'a.credit_grade' },
  accountType: { value: 'a.account_type' },
  creditLimit: { value: 'a.credit_limit_e4' },
  paymentDays: { value: 'a.payment_days' },
  potential: { value: 'a.potential' },
  amount: { ...ofFigures('f.amount_e4'), withoutRow: 0 },
  orders: { ...ofFigures('f.orders'), withoutRow: 0 },
  lastOrderOn: ofFigures('f.last_order_on', 'day'),
  segment: ofFigures('f.rfm_segment'),
  health: ofFigures('f.health'),
  alive: ofFigures('f.alive'),
  slippingSince: ofFigures('f.slipping_since', 'day'),
  lifetimeValue: ofFigures('f.lifetime_value_e4'),
  margin: ofFigures('(case when f.costed_e4 <> 0 then (f.costed_e4 - f.cost_e4)::float8 / f.costed_e4 end)'),
  nextAction: ofAdvice('k.action'),
  firstOrderOn: ofFigures('f.first_order_on', 'day'),
  nextFollowUp: {
    value: '(select min(fu.due_at) from follow_ups fu where fu.account_id = a.id and fu.done_at is null)',
    time: 'instant',
  },
  quality: { value: 'a.quality_score' },
  createdAt: { value: 'a.created_at', time: 'instant' },
  updatedAt: { value: 'a.updated_at', time: 'instant' },
  importBatch: { value: 'a.import_batch_id::text' },
}

/** The whitelist: only what stands here, and custom fields in use, ever reaches SQL. */
export function filterTarget(
  field: string,
  custom: readonly CustomFieldDefinition[],
  bind: Bind,
): FilterTarget | undefined {
  if (field.startsWith('custom.')) {
    const definition = custom.find((one) => one.key === field.slice('custom.'.length))
    return definition && customTarget(definition, bind)
  }
  const known = Object.hasOwn(accountFilterFields, field) ? accountFilterFields[field] : undefined
  const target = known && targets[field]
  return target && { ...target, kind: known.kind, category: known.category }
}

function customTarget({ key, kind, category }: CustomFieldDefinition, bind: Bind): FilterTarget {
  const place = `${bind(key)}::text`
  const text = `(a.custom ->> ${place})`
  switch (kind) {
    case 'number':
      return {
        kind: 'number',
        category,
        value: `(case when jsonb_typeof(a.custom -> ${place}) = 'number' then (a.custom ->> ${place})::numeric end)`,
      }
    case 'boolean':
      return { kind: 'boolean', category, value: text }
    case 'date':
      return { kind: 'date', category, value: text, time: 'text' }
    case 'choice':
      return { kind: 'choice', category, value: text }
    case 'choices':
      return {
        kind: 'tags',
        category,
        value: `(case when jsonb_typeof(a.custom -> ${place}) = 'array' then array(select jsonb_array_elements_text(a.custom -> ${place})) else '{}'::text[] end)`,
      }
    case 'text':
      return { kind: 'text', category, value: text }
    default:
      return kind satisfies never
  }
}
