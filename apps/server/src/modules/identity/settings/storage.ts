import type { Storage, StorageLimits, StorageUse } from '@quayside/contract'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { User } from '../../../platform/http/serve.ts'
import { changedMeanwhile, forbidden, Refusal } from '../../../platform/refusal.ts'
import { mayAdminister } from '../users.policy.ts'
import { companyId } from './change-company.ts'

// Limits and sums lie in tables the application cannot read: these take the owner's handle and ask for the right themselves.

type Disk = Storage['disk']
type Row = Omit<Storage, 'disk' | 'limits' | 'can'>

export async function readStorage(db: Db, user: User, disk: Disk): Promise<Storage> {
  if (!mayAdminister(user, 'read')) throw forbidden()
  const { chosen, configured, ...row } = await findStorage(db)
  const limits = {
    userBytes: narrower(chosen.userBytes, configured.userBytes),
    companyBytes: narrower(chosen.companyBytes, configured.companyBytes),
  }
  return { ...row, chosen, configured, limits, disk, can: { change: mayAdminister(user, 'change') } }
}

/** Null sets no limit. */
const narrower = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.min(a, b))

async function findStorage(db: Db, lock: RawBuilder<unknown> = sql``): Promise<Row> {
  const found = await sql<Row>`
    select json_build_object('userBytes', chosen_user_bytes, 'companyBytes', chosen_company_bytes) as chosen,
           json_build_object('userBytes', user_bytes, 'companyBytes', company_bytes) as configured, version,
           (select coalesce(sum(bytes), 0) from storage_use)::bigint as "usedBytes",
           pg_database_size(current_database()) as "databaseBytes"
    from   storage_limits ${lock}`.execute(db)
  return found.rows[0] as Row
}

const Position = z.tuple([z.int(), z.uuid()])

export async function listStorageUse(db: Db, user: User, query: { cursor?: string | undefined; limit: number }) {
  if (!mayAdminister(user, 'read')) throw forbidden()
  const position = query.cursor ? decodeCursor(Position, query.cursor) : null
  const after = position ? sql`(s.bytes, s.user_id) < (${position[0]}::bigint, ${position[1]}::uuid)` : sql`true`
  const found = await sql<StorageUse>`
    select json_build_object('id', u.id, 'name', u.name, 'image', u.image, 'active', u.active) as user, s.bytes
    from   storage_use s join users u on u.id = s.user_id
    where  s.bytes > 0 and ${after}
    order  by s.bytes desc, s.user_id desc limit ${query.limit + 1}`.execute(db)
  const count = await sql<{ n: number }>`select count(*) as n from storage_use where bytes > 0`.execute(db)
  const rows = found.rows.slice(0, query.limit)
  const last = found.rows.length > query.limit ? rows.at(-1) : undefined
  return { rows, next: last ? encodeCursor([last.bytes, last.user.id]) : null, total: count.rows[0]?.n ?? 0 }
}

/** Keeps files to what an administrator chose, never to more than the configuration allows: whoever runs the server has the last word. */
export async function changeStorageLimits(
  tx: Tx,
  user: User,
  version: number,
  wanted: StorageLimits,
  { disk, now }: { disk: Disk; now: Date },
): Promise<Storage> {
  if (!mayAdminister(user, 'change')) throw forbidden()
  const before = await findStorage(tx, sql`for update`)
  if (before.version !== version) throw changedMeanwhile(await readStorage(tx, user, disk))
  refuseBeyond(before.configured, wanted)
  await tx
    .updateTable('storage_limits')
    .set({ chosen_user_bytes: wanted.userBytes, chosen_company_bytes: wanted.companyBytes, version: version + 1 })
    .execute()
  await recordEvent(tx, {
    kind: 'company.storageLimitsChanged',
    subject: { type: 'company', id: companyId },
    actorId: user.id,
    at: now,
    data: { was: before.chosen, is: wanted },
  })
  return readStorage(tx, user, disk)
}

function refuseBeyond(configured: StorageLimits, wanted: StorageLimits): void {
  const beyond = (['userBytes', 'companyBytes'] as const).filter(
    (name) => (wanted[name] ?? 0) > (configured[name] ?? Number.POSITIVE_INFINITY),
  )
  if (beyond.length === 0) return
  const message = 'The configuration of the server allows less.'
  throw new Refusal('beyondConfiguredLimit', 422, message, {
    errors: beyond.map((name) => ({ path: `/${name}`, code: 'beyondConfiguredLimit', message })),
    extra: { configured },
  })
}
