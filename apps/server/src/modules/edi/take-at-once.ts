import { Readable } from 'node:stream'
import { connectionOf, writeAsOwner } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import type { JobContext } from '../../platform/jobs/index.ts'
import type { SpineEvent } from '../../platform/read-events.ts'
import { keepEdiFile } from './inbox/keep-file.ts'
import { readEdiFile } from './inbox/read-file.ts'
import { markSent } from './outbox/deliver.ts'
import { tellPartner } from './outbox/tell-partner.ts'
import { tellPartners } from './outbox/tell-partners.ts'
import { takeInterchanges } from './take/take-interchange.ts'

const bytesAtMost = 1024 * 1024
const unreported = async () => undefined

export interface PastFile {
  text: string
  name: string
  at: Date
  /** The partner has fetched what we wrote in answer. */
  fetched: boolean
}

/**
 * Takes a file as if it had come at that time and does at once what the jobs do by and by: reads it, takes its messages, acknowledges
 * it, answers it. The jobs that were ordered for it find nothing left to do.
 */
export async function takeAtOnce(context: JobContext, { text, name, at, fetched }: PastFile): Promise<void> {
  const { database, files, log } = context
  const then = { ...context, clock: () => at }
  const content = await files.put(Readable.from([Buffer.from(text)]), { limitBytes: bytesAtMost })
  const fileId = await keepEdiFile(database, content, { way: 'http', name }, at)
  if (!fileId) return
  await readEdiFile(then, fileId, unreported)
  const interchanges = await idsOf(then, `select id from edi_interchanges where file_id = $1 order by position`, fileId)
  for (const id of interchanges) await takeInterchanges(then, [id], unreported)
  await writeAsOwner(database, async (tx) => tellPartners.handle(tx, await eventsOf(connectionOf(tx), fileId), log))
  const tellings = `select t.id from edi_tellings t where t.message_id is null and t.partner_id =
                    (select partner_id from edi_interchanges where file_id = $1 limit 1) order by t.made_at, t.id`
  for (const id of await idsOf(then, tellings, fileId)) await tellPartner(then, id)
  const waiting = `select o.id from edi_interchanges o where o.direction = 'out' and o.state = 'waiting' and o.partner_id =
                   (select partner_id from edi_interchanges where file_id = $1 limit 1) order by o.received_at, o.id`
  if (fetched) for (const id of await idsOf(then, waiting, fileId)) await markSent(then, id)
}

async function idsOf({ database }: JobContext, query: string, fileId: Id): Promise<Id[]> {
  const { rows } = await database.owner.query<{ id: Id }>(query, [fileId])
  return rows.map(({ id }) => id)
}

/** What befell the orders of a file. */
async function eventsOf(client: ReturnType<typeof connectionOf>, fileId: Id): Promise<SpineEvent[]> {
  const { rows } = await client.query<SpineEvent>(
    `select e.id, e.at, e.xid::text as xid, e.seq, e.actor_id as "actorId", e.account_id as "accountId", e.kind, e.data,
            jsonb_build_object('type', e.subject_type, 'id', e.subject_id) as subject
     from   events e join edi_messages m on m.order_id = e.subject_id join edi_interchanges i on i.id = m.interchange_id
     where  i.file_id = $1 and e.subject_type = 'order' order by e.xid, e.seq`,
    [fileId],
  )
  return rows
}
