import { connectionOf, type Tx } from '../../../platform/database.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { issuesAsJson } from './issues-as-json.ts'
import type { OutlinedInterchange, OutlinedMessage } from './outline.ts'
import type { Repeated } from './repeated.ts'

interface File {
  id: Id
  receivedAt: Date
}

/** A file that holds one interchange and nothing else. */
export interface PlainFile {
  id: Id
  sha256: string
  receivedAt: Date
  interchange: OutlinedInterchange
  messages: OutlinedMessage[]
  end: { whole: boolean; issues: OutlinedMessage['issues'] }
  issues: OutlinedMessage['issues']
}

/** Found again, by an attempt after a break, it is left as it is. */
export async function insertInterchange(
  tx: Tx,
  file: File,
  outlined: OutlinedInterchange,
  partnerId: Id | null,
  repeats: Repeated | undefined,
): Promise<{ id: Id; repeated: boolean }> {
  const row = rowOf(file, outlined, partnerId, repeats)
  const { rows } = await connectionOf(tx).query<{ id: Id; state: string }>({
    name: 'edi-insert-interchange',
    text: `
      with added as (${insertRows} returning id, state)
      select id, state from added
      union all select id, state from edi_interchanges where file_id = $2 and position = $3 limit 1`,
    values: [JSON.stringify([row]), file.id, outlined.position],
  })
  const [found] = rows
  if (!found) throw new Error('The interchange is neither new nor there.')
  return { id: found.id, repeated: found.state === 'repeated' }
}

/** Interchanges that are read to their end, to be taken now. By file: the ids of those that were not there yet. */
export async function insertInterchanges(
  tx: Tx,
  files: readonly PlainFile[],
  partnerOf: (fileId: Id) => Id | null,
  repeated: ReadonlyMap<Id, Repeated>,
): Promise<Map<Id, Id>> {
  const rows = files.map((file) => {
    const row = rowOf(file, file.interchange, partnerOf(file.id), repeated.get(file.id))
    const { whole, issues } = file.end
    return row.state === 'repeated'
      ? row
      : { ...row, state: 'taking', whole, issues: JSON.parse(issuesAsJson(issues, 0)) }
  })
  const added = await connectionOf(tx).query<{ id: Id; file_id: Id }>({
    name: 'edi-insert-interchanges',
    text: `${insertRows} returning id, file_id`,
    values: [JSON.stringify(rows)],
  })
  return new Map(added.rows.map((row) => [row.file_id, row.id]))
}

const columns = `id, direction, file_id, position, partner_id, standard, control, sender_qualifier, sender, receiver_qualifier, receiver,
  sent_on, sent_at, release, test, wants_receipt, delimiters, state, repeats_id, received_at, whole, issues`
const insertRows = `
  insert into edi_interchanges (${columns})
  select ${columns}
  from   jsonb_to_recordset($1::jsonb) as i (id uuid, direction text, file_id uuid, position integer, partner_id uuid, standard text,
         control text, sender_qualifier text, sender text, receiver_qualifier text, receiver text, sent_on text, sent_at text,
         release text, test boolean, wants_receipt boolean, delimiters jsonb, state text, repeats_id uuid, received_at timestamptz,
         whole boolean, issues jsonb)
  on conflict (file_id, position) do nothing`

const rowOf = (
  file: File,
  { position, interchange }: OutlinedInterchange,
  partnerId: Id | null,
  repeats: Repeated | undefined,
) => ({
  id: newId(),
  direction: 'in',
  file_id: file.id,
  position,
  partner_id: partnerId,
  standard: interchange.standard,
  control: plain(interchange.control),
  sender_qualifier: plain(interchange.sender.qualifier),
  sender: plain(interchange.sender.id),
  receiver_qualifier: plain(interchange.receiver.qualifier),
  receiver: plain(interchange.receiver.id),
  sent_on: plain(interchange.date),
  sent_at: plain(interchange.time),
  release: plain(interchange.version),
  test: interchange.test,
  wants_receipt: interchange.wantsAcknowledgement,
  delimiters: interchange.delimiters,
  state: repeats?.same ? 'repeated' : 'reading',
  repeats_id: repeats?.id ?? null,
  received_at: file.receivedAt,
  whole: true,
  issues: [] as unknown[],
})

/** Text of a partner that goes into a column of ours. */
const plain = (text: string) =>
  text
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 80)
