import { grossMargin } from '@quayside/analytics'
import type { Account } from '@quayside/contract'
import { Category } from '@quayside/contract'
import type { User } from '../../platform/http/serve.ts'
import { fieldsOf } from './account-fields.ts'
import { mayAddToTimeline, mayChangeAccount, mayDeleteAccount, mayExportAccount } from './accounts.policy.ts'
import type { FoundAccount } from './accounts.queries.ts'
import { maskAccount } from './mask-account.ts'

/** The account as this reader may see it, with what he may do to it. */
export function presentAccount(row: FoundAccount, user: User): Account {
  const { rights } = user
  const { fields, masked } = maskAccount(fieldsOf(row), row.custom_categories ?? {}, rights)
  const seesMoney = rights.categories.finance.read
  return {
    ...fields,
    id: row.id,
    number: row.number,
    state: row.state as Account['state'],
    stateSince: row.state_since.toISOString(),
    owner: reference(row.owner_id, row.owner_name),
    team: reference(row.team_id, row.team_name),
    parent:
      fields.parentId && row.parent_name !== null && row.parent_number !== null
        ? { id: fields.parentId, number: row.parent_number, name: row.parent_name }
        : null,
    tier: row.tier as Account['tier'],
    figures: figuresOf(row, seesMoney, rights.categories.behaviour.read),
    assessment: rights.categories.behaviour.read ? assessmentOf(row, seesMoney) : null,
    qualityScore: row.quality_score,
    qualityIssues: row.quality_issues,
    verifiedAt: row.verified_at?.toISOString() ?? null,
    masked: [
      ...masked,
      ...(seesMoney ? [] : ['figures.amountE4']),
      ...(rights.categories.behaviour.read ? [] : ['figures.orders']),
    ],
    mergedInto: row.merged_into,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    can: {
      change: mayChangeAccount(user, row),
      delete: mayDeleteAccount(user, row),
      export: mayExportAccount(user, row),
      addToTimeline: mayAddToTimeline(user),
      write: Category.options.filter((category) => rights.categories[category].write),
    },
  }
}

export const reference = (id: string | null, name: string | null) => (id && name !== null ? { id, name } : null)

function figuresOf(row: FoundAccount, seesMoney: boolean, seesBehaviour: boolean): Account['figures'] {
  const orders = row.orders ?? 0
  const amountE4 = row.amount_e4 ?? 0
  return {
    orders: seesBehaviour ? orders : null,
    lines: seesBehaviour ? (row.lines ?? 0) : null,
    amountE4: seesMoney ? amountE4 : null,
    grossProfitE4: seesMoney ? grossProfitE4(row.costed_e4, row.cost_e4) : null,
    grossMargin: seesMoney ? marginOf(row) : null,
    averageOrderE4: seesMoney && seesBehaviour && orders > 0 ? Math.round(amountE4 / orders) : null,
    firstOrderOn: seesBehaviour ? row.first_order_on : null,
    lastOrderOn: seesBehaviour ? row.last_order_on : null,
  }
}

/** Of the lines whose cost is known; null where there is no revenue of such. */
export const marginOf = ({ costed_e4, cost_e4 }: Pick<FoundAccount, 'costed_e4' | 'cost_e4'>): number | null =>
  costed_e4 ? grossMargin({ revenue: costed_e4, cost: cost_e4 ?? 0 }) : null

function assessmentOf(row: FoundAccount, seesMoney: boolean): Account['assessment'] {
  if (row.assessed_on === null) return null
  return {
    on: row.assessed_on,
    rfm: row.rfm,
    segment: row.rfm_segment as NonNullable<Account['assessment']>['segment'],
    alive: row.alive,
    expectedOrders: row.expected_orders,
    lifetimeValueE4: seesMoney ? row.lifetime_value_e4 : null,
    currency: row.assessed_currency,
    slippingSince: row.slipping_since,
    health: row.health,
  }
}

/** Only lines whose cost is known speak; null where none is. */
export function grossProfitE4(costedE4: number | null, costE4: number | null): number | null {
  const known = (costedE4 ?? 0) !== 0 || (costE4 ?? 0) !== 0
  return known ? (costedE4 ?? 0) - (costE4 ?? 0) : null
}
