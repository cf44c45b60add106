import { connectionOf, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { Id } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { openWay } from '../channels/open-way.ts'
import { keepTrouble, keepWorking, troubleOf } from '../channels/trouble.ts'
import { isReceipt } from '../take/understand/index.ts'

interface Due {
  id: Id
  standard: string
  control: string
  sha256: string
  bytes: string
  channel_id: Id | null
}

/**
 * Hands one interchange to the partner. The name holds its control number: handed over twice, since a process died between handing
 * over and writing that down, it is the same file. What the partner fetches by HTTP waits until he has it.
 */
export async function deliver(context: JobContext, interchangeId: Id): Promise<void> {
  const { database, files, clock } = context
  const { rows } = await database.owner.query<Due>(
    `select i.id, i.standard, i.control, f.sha256, f.bytes, i.channel_id from edi_interchanges i join edi_files f on f.id = i.file_id
     where  i.id = $1 and i.direction = 'out' and i.state = 'waiting'`,
    [interchangeId],
  )
  const [due] = rows
  if (!due?.channel_id) return
  try {
    const opened = await openWay(context, due.channel_id)
    if (!opened) return
    try {
      await opened.way.put(`${due.standard}-${due.control}.edi`, files.read(due.sha256), Number(due.bytes))
    } finally {
      await opened.way.close()
    }
    await keepWorking(database, due.channel_id, clock())
  } catch (error) {
    await keepTrouble(database, due.channel_id, error, clock())
    await database.owner.query('update edi_interchanges set attempts = attempts + 1, trouble = $2 where id = $1', [
      interchangeId,
      JSON.stringify(troubleOf(error)),
    ])
    throw error
  }
  await markSent(context, interchangeId)
}

/** From now on the partner has so long to acknowledge it; acknowledgements are never acknowledged. */
export async function markSent({ database, clock }: Pick<JobContext, 'database' | 'clock'>, id: Id): Promise<boolean> {
  const now = clock()
  return writeAsOwner(database, async (tx) => {
    const { rows } = await connectionOf(tx).query<{ partner_id: Id | null; hours: number | null }>(
      `update edi_interchanges i set state = 'sent', sent_time = $2, attempts = attempts + 1, trouble = null
       where  id = $1 and state = 'waiting'
       returning partner_id, (select coalesce((settings -> 'dueHours')::text, '24')::text from edi_partners p where p.id = partner_id) as hours`,
      [id, now],
    )
    const [row] = rows
    if (!row) return false
    const hours = row.hours === null ? Number.NaN : Number(row.hours)
    const dueAt = Number.isFinite(hours) ? new Date(now.getTime() + hours * 3_600_000) : null
    const messages = await tx
      .updateTable('edi_messages')
      .set({ status: 'sent', settled_at: now })
      .where('interchange_id', '=', id)
      .where('status', '=', 'waiting')
      .returning(['id', 'type'])
      .execute()
    const expecting = messages.filter(({ type }) => !isReceipt(type)).map((message) => message.id)
    if (dueAt && expecting.length > 0) {
      await tx.updateTable('edi_messages').set({ due_at: dueAt }).where('id', 'in', expecting).execute()
      await tx.updateTable('edi_interchanges').set({ due_at: dueAt }).where('id', '=', id).execute()
    }
    await recordEvent(tx, {
      kind: 'edi.interchangeSent',
      subject: { type: 'ediInterchange', id },
      actorId: null,
      at: now,
      data: { partnerId: row.partner_id },
    })
    return true
  })
}
