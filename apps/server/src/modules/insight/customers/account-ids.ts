import type { Warehouse } from '../../../warehouse/feeder.ts'

/**
 * Analyses tell customers apart by the small numbers of the warehouse: a million UUIDs as text take longer than all that is worked
 * out of them. Only who is shown is looked up.
 */
export async function accountIds({ engine }: Warehouse, keys: readonly number[]): Promise<Map<number, string>> {
  const wanted = [...new Set(keys)]
  if (wanted.length === 0) return new Map()
  const found = await engine.columns(
    `select d.account_key as key, d.account_id::varchar as id from dim_account d where d.account_key in (${wanted.map(Number).join(', ')})`,
  )
  return new Map(((found.key ?? []) as number[]).map((key, at) => [key, found.id?.[at] as string]))
}
