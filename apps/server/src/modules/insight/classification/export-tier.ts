import type { Tier } from '@quayside/contract'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { forbidden } from '../../../platform/refusal.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { listTier } from './list-tier.ts'
import { type Classified, categoryOfMeasure, isMoney } from './rank-accounts.ts'

const headings = {
  'zh-CN': ['名次', '客户编号', '客户名称', '负责人', '等级', '数值', '占比', '累计占比', '订单数', '最近下单'],
  en: ['Rank', 'Number', 'Customer', 'Owner', 'Tier', 'Value', 'Share', 'Cumulative share', 'Orders', 'Last order'],
} as const
/** Rank, and value to orders. */
const isNumber = (at: number) => at === 0 || (at >= 5 && at <= 8)
/** Behaviour stands last, and is left out for who may not export it. */
const withoutBehaviour = 8

const columnCount = (rights: User['rights'], all: number) =>
  rights.categories.behaviour.export ? all : withoutBehaviour

export const tierColumns = (locale: keyof typeof headings, rights: User['rights']) =>
  headings[locale]
    .slice(0, columnCount(rights, headings[locale].length))
    .map((header, at) => ({ header, kind: isNumber(at) ? ('number' as const) : ('text' as const) }))

/** @throws Refusal 403 naming the category of data that may not leave in a file */
export function refuseExport(measure: Classified['measure'], { categories }: User['rights']): void {
  if (!categories.basic.export) throw forbidden('Your roles do not let names of customers leave in a file.')
  if (categories[categoryOfMeasure(measure)].export) return
  throw forbidden(
    isMoney(measure)
      ? 'Your roles do not let money leave in a file. Export orders or lines.'
      : 'Your roles do not let out in a file how often customers order.',
  )
}

/** The rows of a classification for a file, page by page, so that a million customers need no more memory than a thousand. */
export async function* tierRows(
  read: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  warehouse: Warehouse,
  query: Classified,
  beholder: User,
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
    for (const row of page.rows) {
      const cells = [
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
      yield cells.slice(0, columnCount(beholder.rights, cells.length))
    }
    fromRank = page.nextRank
  }
}
