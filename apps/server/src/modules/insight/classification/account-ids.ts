import type { Warehouse } from '../../../warehouse/feeder.ts'

/** Ids by the small keys of the warehouse. */
export async function accountIds({ engine }: Warehouse, keys: ArrayLike<number>): Promise<Map<number, string>> {
  if (keys.length === 0) return new Map()
  const found = await engine.columns(
    `select account_key as key, account_id::varchar as id from dim_account where account_key in (${Array.from(keys).join(', ')})`,
  )
  return new Map((found.key as number[]).map((key, at) => [key, found.id?.[at] as string]))
}
