import type { Database } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

export interface WaitingMessage {
  id: Id
  interchangeId: Id
  type: string
  release: string
  control: string
  groupKind: string
  at: number
  bytes: number
  verdict: 'accepted' | 'withErrors' | 'refused'
  syntax: { sentence: { zh: string; en: string } }[]
  accountId: Id | null
  /** How often a person had it taken anew. */
  attempts: number
  /** The latest copy that a person put right. */
  corrected: string | null
  correctedBytes: number | null
  partnerId: Id | null
  reference: string
}

const columns = `
  m.id, m.interchange_id as "interchangeId", m.type, m.release, m.control, m.group_kind as "groupKind", m.at, m.bytes, m.verdict, m.syntax, m.account_id as "accountId",
  m.attempts, c.sha256 as corrected, c.bytes as "correctedBytes", m.partner_id as "partnerId", m.reference`
const latest = `
  left join lateral (select sha256, bytes from edi_corrections where message_id = m.id order by at desc, id desc limit 1) c on true`

/** In the order in which they were sent: a change comes behind its order. */
export async function waitingMessages(
  database: Database,
  interchangeIds: readonly Id[],
  limit: number,
): Promise<WaitingMessage[]> {
  const { rows } = await database.owner.query<WaitingMessage & Record<string, unknown>>({
    name: 'edi-waiting-messages',
    text: `select ${columns} from edi_messages m ${latest}
           where m.interchange_id = any ($1) and m.direction = 'in' and m.status = 'received'
           order by m.interchange_id, m.position limit $2`,
    values: [interchangeIds, limit],
  })
  return rows
}
