import type { PivotDimension } from '@quayside/contract'
import { type Narrowed, notGiven } from './narrow.ts'

/** What stands for each dimension in a statement over `fact_order_line l join dim_account d`. Nothing a client sends gets there. */
export const dimensions: Readonly<Record<PivotDimension, string>> = {
  account: 'd.account_id::varchar',
  tier: 'd.tier',
  state: 'd.state',
  kind: 'd.kind',
  industry: 'd.industry',
  owner: 'd.owner_id::varchar',
  team: 'd.team_id::varchar',
  service: 'l.service',
  mode: 'l.mode',
  category: 'l.category',
  subCategory: 'l.sub_category',
  item: 'l.item',
  region: 'l.region',
  origin: 'l.origin',
  destination: 'l.destination',
  country: 'l.country',
  vendor: 'l.vendor',
  channel: 'l.channel',
  status: 'l.status',
  year: `date_trunc('year', l.ordered_on)::date::varchar`,
  quarter: `date_trunc('quarter', l.ordered_on)::date::varchar`,
  month: `date_trunc('month', l.ordered_on)::date::varchar`,
}

/** Conditions on dimensions, as `tier=A&tier=B`; their names were checked by the contract. */
export function onlyThose(only: string | undefined): Narrowed {
  const wanted = new Map<PivotDimension, string[]>()
  for (const [name, value] of new URLSearchParams(only ?? '')) {
    const dimension = name as PivotDimension
    wanted.set(dimension, [...(wanted.get(dimension) ?? []), value])
  }
  const parameters: Narrowed['parameters'] = {}
  const conditions = [...wanted].map(([dimension, values]) => {
    const places = values.map((value) => {
      const place = `only${Object.keys(parameters).length}`
      parameters[place] = value
      return `$${place}`
    })
    return `coalesce(${dimensions[dimension]}, '${notGiven}') in (${places.join(', ')})`
  })
  return { sql: conditions.length > 0 ? conditions.join(' and ') : 'true', parameters }
}
