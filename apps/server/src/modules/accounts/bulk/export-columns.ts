import { type Category, categoryOfField, mayReadAdvice, type Rights } from '@quayside/contract'
import type { CellValue, Column } from '@quayside/tabular'
import { Refusal } from '../../../platform/refusal.ts'
import { type AccountField, columnOfField } from '../account-fields.ts'
import type { CustomFieldDefinition, FoundAccount } from '../accounts.queries.ts'
import { marginOf } from '../present-account.ts'
import { choiceLabel, fieldLabel, type LabelLocale } from './export-labels.ts'

export interface ExportedAccount extends FoundAccount {
  city: string | null
  next_action: string | null
  next_follow_up_at: Date | null
}

export interface ExportColumn {
  column: Column
  category: Category
  /** Where the category alone does not decide. */
  mayRead?(rights: Rights): boolean
  value(account: ExportedAccount): CellValue
}

type Derived = Omit<ExportColumn, 'column'> & { kind?: Column['kind']; scale?: number }

const derived: Readonly<Record<string, Derived>> = {
  number: { category: 'basic', value: (a) => a.number },
  state: { category: 'basic', value: (a) => a.state },
  stateSince: { category: 'basic', kind: 'date', value: (a) => a.state_since },
  tier: { category: 'basic', value: (a) => a.tier },
  owner: { category: 'basic', value: (a) => a.owner_name },
  team: { category: 'basic', value: (a) => a.team_name },
  parent: { category: 'basic', value: (a) => a.parent_name },
  city: { category: 'address', value: (a) => a.city },
  orders: { category: 'behaviour', value: (a) => a.orders ?? 0 },
  amount: { category: 'finance', scale: 4, value: (a) => BigInt(a.amount_e4 ?? 0) },
  amountE4: { category: 'finance', scale: 4, value: (a) => BigInt(a.amount_e4 ?? 0) },
  firstOrderOn: { category: 'behaviour', kind: 'date', value: (a) => a.first_order_on },
  lastOrderOn: { category: 'behaviour', kind: 'date', value: (a) => a.last_order_on },
  segment: { category: 'behaviour', value: (a) => a.rfm_segment },
  alive: { category: 'behaviour', value: (a) => a.alive },
  health: { category: 'behaviour', value: (a) => a.health },
  slippingSince: { category: 'behaviour', kind: 'date', value: (a) => a.slipping_since },
  lifetimeValue: {
    category: 'finance',
    scale: 4,
    value: (a) => (a.lifetime_value_e4 === null ? null : BigInt(a.lifetime_value_e4)),
  },
  margin: { category: 'finance', value: marginOf },
  nextAction: { category: 'behaviour', mayRead: mayReadAdvice, value: (a) => a.next_action },
  quality: { category: 'basic', value: (a) => a.quality_score },
  qualityScore: { category: 'basic', value: (a) => a.quality_score },
  nextFollowUp: { category: 'basic', kind: 'date', value: (a) => a.next_follow_up_at },
  nextFollowUpAt: { category: 'basic', kind: 'date', value: (a) => a.next_follow_up_at },
  verifiedAt: { category: 'basic', kind: 'date', value: (a) => a.verified_at },
  createdAt: { category: 'basic', kind: 'date', value: (a) => a.created_at },
  updatedAt: { category: 'basic', kind: 'date', value: (a) => a.updated_at },
}

/** The columns asked for. @throws Refusal 422 for one that is none, 403 naming those whose category the asker may not export */
export function exportColumns(
  wanted: readonly string[],
  custom: readonly (CustomFieldDefinition & { label_zh: string; label_en: string })[],
  rights: Rights,
  locale: LabelLocale,
): ExportColumn[] {
  const columns = wanted.map((key) => ({ key, column: columnFor(key, custom, locale) }))
  const unknown = columns.filter((one) => !one.column).map((one) => one.key)
  if (unknown.length > 0) throw new Refusal('unknownColumn', 422, `There is no column ${unknown.join(', ')}.`)
  const refused = columns
    .filter(
      ({ column }) => column && !(rights.categories[column.category].export && (column.mayRead?.(rights) ?? true)),
    )
    .map((one) => one.key)
  if (refused.length > 0)
    throw new Refusal('categoryNotExportable', 403, `Your roles do not let you export: ${refused.join(', ')}.`, {
      errors: refused.map((key) => ({ path: '/columns', code: 'notExportable', message: key })),
    })
  return columns.map((one) => one.column).filter((column) => column !== undefined)
}

function columnFor(
  key: string,
  custom: readonly (CustomFieldDefinition & { label_zh: string; label_en: string })[],
  locale: LabelLocale,
): ExportColumn | undefined {
  if (key.startsWith('custom.')) {
    const field = custom.find((one) => one.key === key.slice('custom.'.length))
    if (!field) return undefined
    const header = locale === 'en' ? field.label_en : field.label_zh
    const value = (account: ExportedAccount) =>
      cellOf(chosen((account.custom as Record<string, unknown>)[field.key], field.choices, locale))
    return { column: { header }, category: field.category, value }
  }
  const header = fieldLabel(key, locale)
  if (Object.hasOwn(derived, key)) {
    const { kind, scale, value, ...guard } = derived[key] as Derived
    const column = { header, ...(kind ? { kind } : {}), ...(scale ? { scale } : {}) }
    return { column, ...guard, value: (account) => labelled(key, value(account), locale) }
  }
  if (!Object.hasOwn(columnOfField, key) || key === 'custom' || key === 'source') return undefined
  return typedColumn(key as AccountField, header, locale)
}

function typedColumn(field: AccountField, header: string, locale: LabelLocale): ExportColumn {
  const column = columnOfField[field]
  const category = categoryOfField[field] ?? 'basic'
  if (field === 'creditLimitE4')
    return {
      column: { header, scale: 4 },
      category,
      value: (a) => (a.credit_limit_e4 === null ? null : BigInt(a.credit_limit_e4)),
    }
  const kind = field === 'birthDate' ? ({ kind: 'date' } as const) : {}
  return { column: { header, ...kind }, category, value: (a) => labelled(field, cellOf(a[column]), locale) }
}

const labelled = (field: string, value: CellValue, locale: LabelLocale): CellValue =>
  typeof value === 'string' ? choiceLabel(field, value, locale) : value

/** What the people see of a choice, not the key it is kept under. */
function chosen(value: unknown, choices: CustomFieldDefinition['choices'], locale: LabelLocale): unknown {
  if (Array.isArray(value)) return value.map((one) => chosen(one, choices, locale))
  const choice = choices.find((one) => one.value === value)
  return (locale === 'en' ? choice?.labelEn : choice?.labelZh) ?? value
}

function cellOf(value: unknown): CellValue {
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) return JSON.stringify(value)
  return value as CellValue
}
