import { prepared, type Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

/** Nine digits of ISA13; after the last one counts anew. */
const highest = 999_999_999

type Level = 'interchange' | 'group' | 'message'

/** The next numbers of a partner. */
export interface Controls {
  next(level: Level): number
  /** Writes down how far they went; without it none was given out. */
  keep(): Promise<void>
}

/** The partner's numbers; they are held until the transaction ends, so that numbers are given out in order and none is lost. */
export async function controlsOf(tx: Tx, partnerId: Id): Promise<Controls> {
  const rows = await prepared<{ level: Level; last: number }>(
    tx,
    'edi-hold-controls',
    `insert into edi_controls as c (partner_id, level, last) values ($1, 'message', 0), ($1, 'interchange', 0), ($1, 'group', 0)
     on conflict (partner_id, level) do update set last = c.last returning level, last::integer as last`,
    [partnerId],
  )
  const last = new Map(rows.map((row) => [row.level, row.last]))
  return {
    next(level) {
      const before = last.get(level) ?? 0
      const next = before >= highest ? 1 : before + 1
      last.set(level, next)
      return next
    },
    async keep() {
      await prepared(
        tx,
        'edi-keep-controls',
        `update edi_controls c set last = k.last from unnest($2::text[], $3::bigint[]) as k (level, last)
         where  c.partner_id = $1 and c.level = k.level and c.last <> k.last`,
        [partnerId, [...last.keys()], [...last.values()]],
      )
    },
  }
}
