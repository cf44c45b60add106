import type { ReplyOf, readEdiFile } from '@quayside/contract'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/refusal.ts'

type FileState = ReplyOf<typeof readEdiFile>

export async function readFileState(db: Db, id: Id): Promise<FileState> {
  const client = connectionOf(db)
  const { rows } = await client.query<
    Omit<FileState, 'interchanges' | 'receivedAt' | 'bytes'> & { receivedAt: Date; bytes: string }
  >(
    `select id as "fileId", name, bytes, received_at as "receivedAt", state, issues as faults from edi_files where id = $1`,
    [id],
  )
  const [file] = rows
  if (!file) throw notFound('file')
  const interchanges = await client.query<FileState['interchanges'][number]>(
    `select i.id, i.control, i.state, (select count(*)::integer from edi_messages m where m.interchange_id = i.id) as messages
     from   edi_interchanges i where i.file_id = $1 order by i.position limit 1000`,
    [id],
  )
  return {
    ...file,
    bytes: Number(file.bytes),
    receivedAt: file.receivedAt.toISOString(),
    interchanges: interchanges.rows,
  }
}
