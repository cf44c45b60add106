import type { AnalysisFilter, Module } from '@quayside/contract'
import type { Engine } from '../../../warehouse/engine.ts'
import { type Beholder, sightOfLines, uuidLiteral, visibleTo } from './visible-to.ts'

/** A condition over `fact_order_line l join dim_account d`, with what it refers to. */
export interface Narrowed {
  sql: string
  parameters: NonNullable<Parameters<Engine['columns']>[1]>
}

/** `accountId`: of one customer. */
type Filter = Omit<AnalysisFilter, 'currency'> & { accountId?: string | undefined }

/** Lines that the filter asks for, of customers the reader may see and whose orders he may see. Without the currency. */
export function narrowed(filter: Filter, beholder: Beholder): Narrowed {
  const { sql, parameters } = linesOf(filter)
  return { sql: `${accountsOf(filter, beholder, sightOfLines)} and ${sql}`, parameters }
}

/** The part over `dim_account d`: who is in sight, and whose he is. */
export function accountsOf(
  { ownerId, teamId, accountId }: Filter,
  beholder: Beholder,
  sight: readonly Module[],
): string {
  const conditions = ['not d.is_gone', visibleTo(beholder, sight)]
  if (accountId) conditions.push(`d.account_id = ${uuidLiteral(accountId)}`)
  if (ownerId) conditions.push(`d.owner_id = ${uuidLiteral(ownerId)}`)
  if (teamId) conditions.push(`d.team_id = ${uuidLiteral(teamId)}`)
  return conditions.join(' and ')
}

/** The part over `l`: nothing without that of accounts beside it. */
export function linesOf({ from, to, region, service }: Filter): Narrowed {
  const parts: Narrowed[] = []
  // Days were checked by the contract, so they may stand in the statement.
  if (from) parts.push({ sql: `l.ordered_on >= date '${from}'`, parameters: {} })
  if (to) parts.push({ sql: `l.ordered_on <= date '${to}'`, parameters: {} })
  for (const [column, value] of Object.entries({ region, service }))
    if (value !== undefined) parts.push(equals(`l.${column}`, column, value))
  return {
    sql: parts.length > 0 ? parts.map(({ sql }) => sql).join(' and ') : 'true',
    parameters: Object.assign({}, ...parts.map(({ parameters }) => parameters)),
  }
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
