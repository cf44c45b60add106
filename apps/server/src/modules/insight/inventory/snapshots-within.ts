import type { AnalysisFilter } from '@quayside/contract'
import type { Narrowed } from '../frame/narrow.ts'
import { type Beholder, uuidLiteral, visibleTo } from '../frame/visible-to.ts'

export const snapshotsAndAccounts = 'fact_inventory_snapshot s join dim_account d on d.account_key = s.account_key'

/**
 * Stock counts that the filter asks for, of customers the reader may see with their orders. Service and region narrow the sales
 * alone: stock has neither. Without the currency.
 */
export function snapshotsWithin({ from, to, ownerId, teamId }: AnalysisFilter, beholder: Beholder): Narrowed {
  const conditions = ['not d.is_gone', visibleTo(beholder, ['accounts', 'orders', 'analyses'])]
  // Days were checked by the contract, so they may stand in the statement.
  if (from) conditions.push(`s.day >= date '${from}'`)
  if (to) conditions.push(`s.day <= date '${to}'`)
  if (ownerId) conditions.push(`d.owner_id = ${uuidLiteral(ownerId)}`)
  if (teamId) conditions.push(`d.team_id = ${uuidLiteral(teamId)}`)
  return { sql: conditions.join(' and '), parameters: {} }
}
