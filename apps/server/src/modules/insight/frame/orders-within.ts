import type { AnalysisFilter } from '@quayside/contract'
import { totalsOfSome } from '../../../warehouse/order-totals.ts'
import type { Narrowed } from './narrow.ts'

export const linesAndAccounts = 'fact_order_line l join dim_account d on d.account_key = l.account_key'

/**
 * Orders as `l` with the sums of their lines that the filter asks for, beside `d`; to follow `from`, with a condition to add to. Of
 * whole orders the sums that the feeder keeps; a filter that parts orders sums the lines.
 */
export const ordersWithin = ({ region, service }: Pick<AnalysisFilter, 'region' | 'service'>, { sql }: Narrowed) =>
  region === undefined && service === undefined
    ? `fact_order_total l join dim_account d on d.account_key = l.account_key where ${sql}`
    : `(${totalsOfSome(`${linesAndAccounts} where ${sql}`)}) l join dim_account d on d.account_key = l.account_key where true`
