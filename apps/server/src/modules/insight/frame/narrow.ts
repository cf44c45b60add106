import type { AnalysisFilter } from '@quayside/contract'
import type { Engine } from '../../../warehouse/engine.ts'
import { type Beholder, uuidLiteral, visibleTo } from './visible-to.ts'

/** A condition over `fact_order_line l join dim_account d`, with what it refers to. */
export interface Narrowed {
  sql: string
  parameters: NonNullable<Parameters<Engine['columns']>[1]>
}

/** Lines that the filter asks for, of customers the reader may see and whose orders he may see. Without the currency. */
export function narrowed(filter: Omit<AnalysisFilter, 'currency'>, beholder: Beholder): Narrowed {
  const { from, to, region, service, ownerId, teamId } = filter
  const conditions = ['not d.is_gone', visibleTo(beholder, ['accounts', 'orders', 'analyses'])]
  const parameters: Narrowed['parameters'] = {}
  // Days were checked by the contract, so they may stand in the statement.
  if (from) conditions.push(`l.ordered_on >= date '${from}'`)
  if (to) conditions.push(`l.ordered_on <= date '${to}'`)
  if (ownerId) conditions.push(`d.owner_id = ${uuidLiteral(ownerId)}`)
  if (teamId) conditions.push(`d.team_id = ${uuidLiteral(teamId)}`)
  for (const [column, value] of Object.entries({ region, service })) {
    if (value === undefined) continue
    const equal = equals(`l.${column}`, column, value)
    conditions.push(equal.sql)
    Object.assign(parameters, equal.parameters)
  }
  return { sql: conditions.join(' and '), parameters }
}

/** What stands for "not given" in filters and answers. */
export const notGiven = '-'

export const equals = (column: string, name: string, value: string): Narrowed =>
  value === notGiven
    ? { sql: `${column} is null`, parameters: {} }
    : { sql: `${column} = $${name}`, parameters: { [name]: value } }

export const inCurrency = ({ sql, parameters }: Narrowed, currency: string): Narrowed => ({
  sql: `${sql} and l.currency = $currency`,
  parameters: { ...parameters, currency },
})
