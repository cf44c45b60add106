import { connectionOf, type Tx } from '../../../platform/database.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { issuesAsJson } from './issues-as-json.ts'
import type { OutlinedMessage } from './outline.ts'

export interface MessageRow {
  id: Id
  interchange_id: Id
  position: number
  partner_id: Id | null
  type: string
  release: string
  control: string
  group_kind: string
  group_control: string
  group_position: number
  at: number
  bytes: number
  segments: number
  verdict: 'accepted' | 'refused'
  syntax: unknown
  received_at: string
}

const plain = (text: string, most: number) =>
  text
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, most)

export function messageRow(
  message: OutlinedMessage,
  { id, partnerId }: { id: Id; partnerId: Id | null },
  receivedAt: Date,
): MessageRow {
  const { position, type, release, control, group, groupPosition, at, bytes, segments, whole, errors, issues } = message
  return {
    id: newId(),
    interchange_id: id,
    position,
    partner_id: partnerId,
    type: plain(type, 10),
    release: plain(release, 40),
    control: plain(control, 40),
    group_kind: plain(group?.kind ?? '', 10),
    group_control: plain(group?.control ?? '', 20),
    group_position: groupPosition,
    at,
    bytes,
    segments,
    verdict: whole && errors === 0 ? 'accepted' : 'refused',
    syntax: JSON.parse(issuesAsJson(issues, issues[0] ? issues[0].segment - segments + 1 : 0)),
    received_at: receivedAt.toISOString(),
  }
}

export async function insertMessages(tx: Tx, rows: readonly MessageRow[]): Promise<void> {
  if (rows.length === 0) return
  await connectionOf(tx).query({
    name: 'edi-insert-messages',
    text: `
      insert into edi_messages (id, interchange_id, direction, position, partner_id, type, release, control, group_kind, group_control,
             group_position, at, bytes, segments, verdict, syntax, received_at)
      select id, interchange_id, 'in', position, partner_id, type, release, control, group_kind, group_control, group_position, at, bytes,
             segments, verdict, syntax, received_at
      from   jsonb_to_recordset($1::jsonb) as m (id uuid, interchange_id uuid, position integer, partner_id uuid, type text, release text,
             control text, group_kind text, group_control text, group_position integer, at bigint, bytes bigint, segments integer,
             verdict text, syntax jsonb, received_at timestamptz)
      on conflict (interchange_id, position) do nothing`,
    values: [JSON.stringify(rows)],
  })
}
