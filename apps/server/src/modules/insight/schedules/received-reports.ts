import type { listReceivedReports, ReplyOf } from '@quayside/contract'
import { type Db, prepared } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'

interface Row extends Record<string, unknown> {
  id: string
  name: string | null
  from_id: string
  from_name: string
  at: Date
  file_name: string | null
  refused: boolean
}

/** What colleagues have sent me, newest first. */
export async function receivedReports(db: Db, user: User): Promise<ReplyOf<typeof listReceivedReports>> {
  const rows = await prepared<Row>(
    db,
    'received-reports',
    `select r.id, r.title as name, u.id as from_id, u.name as from_name, d.at, r.file_name,
            exists (select from report_refusals f where f.schedule_id = r.schedule_id and f.user_id = d.user_id) as refused
     from   report_deliveries d join report_runs r on r.id = d.run_id join users u on u.id = r.owner_id
     where  d.user_id = $1 and d.state in ('sent', 'notified') order by d.at desc limit 50`,
    [user.id],
  )
  return rows.map(({ id, name, from_id, from_name, at, file_name, refused }) => ({
    id,
    name: name ?? '–',
    from: { id: from_id, name: from_name },
    at: at.toISOString(),
    fileName: file_name,
    refused,
  }))
}
