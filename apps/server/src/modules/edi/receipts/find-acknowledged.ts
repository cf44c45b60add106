import type { Delimiters, EdiIssue, MessageFaults, Standard } from '@quayside/edi'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

/** One message as its acknowledgement tells of it. */
export interface AcknowledgedMessage {
  type: string
  release: string
  control: string
  groupKind: string
  groupControl: string
  groupPosition: number
  refused: boolean
  syntax: Pick<EdiIssue, 'code' | 'severity'>[]
  faults: MessageFaults | null
}

/** Of the interchange, or of one of its groups. */
export type EnvelopeIssue = Pick<EdiIssue, 'code' | 'severity' | 'group' | 'found'>

export interface Acknowledged {
  id: Id
  standard: Standard
  partnerId: Id | null
  control: string
  sender: string
  senderQualifier: string
  receiver: string
  receiverQualifier: string
  sentOn: string
  sentAt: string
  wantsReceipt: boolean
  whole: boolean
  repeated: boolean
  issues: EnvelopeIssue[]
  delimiters: Delimiters
  /** How many it holds; of a group beyond `messagesNamed` only those that are not accepted are here. */
  messages: AcknowledgedMessage[]
  counts: {
    groupPosition: number
    groupKind: string
    groupControl: string
    release: string
    count: number
    accepted: number
  }[]
}

/** A group with more messages is acknowledged by those that have faults; the others are accepted by not being named. */
export const messagesNamed = 5_000

/** Of interchanges, as their acknowledgements tell of them. */
export async function findAcknowledged(db: Db, ids: readonly Id[]): Promise<Acknowledged[]> {
  const { rows } = await connectionOf(db).query<Omit<Acknowledged, 'messages' | 'counts'>>({
    name: 'edi-acknowledged',
    text: `
      select id, standard, partner_id as "partnerId", control, sender, sender_qualifier as "senderQualifier", receiver,
             receiver_qualifier as "receiverQualifier", sent_on as "sentOn", sent_at as "sentAt", wants_receipt as "wantsReceipt", whole,
             repeats_id is not null as repeated, issues, delimiters
      from   edi_interchanges where id = any ($1) order by received_at, id`,
    values: [ids],
  })
  const counts = await connectionOf(db).query<Acknowledged['counts'][number] & OfInterchange>({
    name: 'edi-acknowledged-counts',
    text: `
      select interchange_id as "interchangeId", group_position as "groupPosition", max(group_kind) as "groupKind",
             max(group_control) as "groupControl", max(release) as release, count(*)::integer as count,
             (count(*) filter (where verdict <> 'refused'))::integer as accepted
      from   edi_messages where interchange_id = any ($1) and type not in ('TA1', '997', '999', 'CONTRL') group by 1, 2 order by 1, 2`,
    values: [ids],
  })
  const messages = await connectionOf(db).query<AcknowledgedMessage & OfInterchange>({
    name: 'edi-acknowledged-messages',
    text: `
      select m.* from unnest($1::uuid[]) i (id) cross join lateral (
        select interchange_id as "interchangeId", type, release, control, group_kind as "groupKind", group_control as "groupControl",
               group_position as "groupPosition", verdict = 'refused' as refused, syntax, about -> 'faults' as faults
        from  (select m.*, count(*) over (partition by group_position) as beside from edi_messages m
               where  interchange_id = i.id and type not in ('TA1', '997', '999', 'CONTRL')) m
        where  beside <= $2 or verdict <> 'accepted'
        order  by position limit 50000) m`,
    values: [ids, messagesNamed],
  })
  const countsOf = Map.groupBy(counts.rows, (row) => row.interchangeId)
  const messagesOf = Map.groupBy(messages.rows, (row) => row.interchangeId)
  return rows.map((one) => ({ ...one, messages: messagesOf.get(one.id) ?? [], counts: countsOf.get(one.id) ?? [] }))
}

type OfInterchange = { interchangeId: Id } & Record<string, unknown>
