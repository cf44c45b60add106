import type { Delimiters, Standard } from '@quayside/edi'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/refusal.ts'
import type { Stored } from '../take/message-content.ts'

export interface StoredMessage extends Stored {
  standard: Standard
  type: string
  delimiters: Delimiters
  /** The original is beside it. */
  corrected: boolean
}

/** Where the latest form of a message lies: its place in the file, or the copy that a person put right. */
export async function storedMessage(db: Db, id: Id): Promise<StoredMessage> {
  const { rows } = await connectionOf(db).query<
    StoredMessage & { corrected_sha: string | null; corrected_bytes: number | null }
  >(
    `select i.standard, m.type, i.delimiters, f.sha256, m.at, m.bytes, c.sha256 as corrected_sha, c.bytes as corrected_bytes
     from   edi_messages m join edi_interchanges i on i.id = m.interchange_id join edi_files f on f.id = i.file_id
            left join lateral (select sha256, bytes from edi_corrections where message_id = m.id order by at desc, id desc limit 1) c on true
     where  m.id = $1`,
    [id],
  )
  const [found] = rows
  if (!found) throw notFound('message')
  const { corrected_sha, corrected_bytes, ...original } = found
  if (corrected_sha === null) return { ...original, corrected: false }
  return { ...original, sha256: corrected_sha, at: 0, bytes: corrected_bytes ?? 0, corrected: true }
}
