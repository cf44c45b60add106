import type { Tier } from '@quayside/contract'
import type { Db } from '../../platform/database.ts'
import type { Warehouse } from '../../warehouse/feeder.ts'
import { listTier } from './list-tier.ts'
import { type Beholder, type Classified, isMoney } from './rank-accounts.ts'

export const tierColumns = {
  'zh-CN': ['名次', '客户编号', '客户名称', '负责人', '等级', '数值', '占比', '累计占比', '订单数', '最近下单'],
  en: ['Rank', 'Number', 'Customer', 'Owner', 'Tier', 'Value', 'Share', 'Cumulative share', 'Orders', 'Last order'],
} as const

/** The rows of a classification for a file, page by page, so that a million customers need no more memory than a thousand. */
export async function* tierRows(
  read: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  warehouse: Warehouse,
  query: Classified,
  beholder: Beholder,
  tier: Tier | undefined,
): AsyncGenerator<(string | number | null)[]> {
  const scale = isMoney(query.measure) ? 10_000 : 1
  let fromRank: number | null = 0
  while (fromRank !== null) {
    const from = fromRank
    // A connection for each page, none while the file is taken away: a slow reader must not hold one.
    const page: Awaited<ReturnType<typeof listTier>> = await read((db) =>
      listTier(db, warehouse, query, beholder, { tier, fromRank: from, limit: 1000 }),
    )
    for (const row of page.rows)
      yield [
        row.rank,
        row.account.number,
        row.account.name,
        row.owner?.name ?? null,
        row.tier,
        row.value / scale,
        row.share,
        row.cumulative,
        row.orders,
        row.lastOrderOn,
      ]
    fromRank = page.nextRank
  }
}
