import type { listTiersByHand, ReplyOf } from '@quayside/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'

type Page = ReplyOf<typeof listTiersByHand>
/** Tiers without an end come last. */
const never = '9999-12-31'
const Place = z.strictObject({ until: z.iso.date(), id: z.uuid() })

export async function listByHand(db: Db, cursor: string | undefined, limit: number): Promise<Page> {
  const after = cursor === undefined ? null : decodeCursor(Place, cursor)
  const found = await sql<Record<string, string | null> & { hand_at: Date }>`
    select a.id, a.number, a.name, f.ranked_tier, f.hand_tier, f.hand_reason, f.hand_until, f.hand_at, f.hand_by, u.name as by_name,
           coalesce(f.hand_until, ${never}) as place
    from   account_figures f join accounts a on a.id = f.account_id left join users u on u.id = f.hand_by
    where  f.hand_tier is not null and a.deleted_at is null
    and    (${after === null} or (coalesce(f.hand_until, ${never}), a.id) > (${after?.until ?? never}::date, ${after?.id ?? null}::uuid))
    order  by coalesce(f.hand_until, ${never}), a.id limit ${limit}`.execute(db)
  const last = found.rows.at(-1)
  return {
    rows: found.rows.map((row) => ({
      account: { id: row.id as string, number: row.number as string, name: row.name as string },
      tier: row.hand_tier as 'A',
      ranked: row.ranked_tier as 'A' | null,
      reason: row.hand_reason as string,
      until: row.hand_until as string | null,
      by: row.hand_by && row.by_name ? { id: row.hand_by, name: row.by_name as string } : null,
      at: row.hand_at.toISOString(),
    })),
    next:
      last && found.rows.length === limit ? encodeCursor({ until: last.place as string, id: last.id as string }) : null,
  }
}
