import { connectionOf, type Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { OutlinedInterchange } from './outline.ts'

interface File {
  id: Id
  sha256: string
}

/** The interchange that bore the same control number before, and whether it is the very same. */
export interface Repeated {
  id: Id
  same: boolean
}

/**
 * The interchange of this sender that bore the same control number before. Two copies that come at once, by two channels, wait for
 * each other here.
 */
export async function findRepeated(
  tx: Tx,
  file: File,
  interchange: OutlinedInterchange,
): Promise<Repeated | undefined> {
  return (await findRepeatedOf(tx, [{ ...file, interchange }])).get(file.id)
}

/** As findRepeated for files of one interchange each, by file; they wait in one order for everybody, so that nobody waits in a ring. */
export async function findRepeatedOf(
  tx: Tx,
  files: readonly (File & { interchange: OutlinedInterchange })[],
): Promise<Map<Id, Repeated>> {
  const asked = files.flatMap(({ id, sha256, interchange: outlined }) => {
    const who = speakerOf(outlined)
    const { standard, control, sender, receiver } = outlined.interchange
    const { position } = outlined
    const names = { control: plain(control), sender: plain(sender.id), receiver: plain(receiver.id) }
    return who === undefined ? [] : [{ who, id, sha256, position, standard, ...names }]
  })
  if (asked.length === 0) return new Map()
  await connectionOf(tx).query({
    name: 'edi-repeated-turns',
    text: `select pg_advisory_xact_lock(7315440, h) from (select distinct hashtext(w) as h from unnest($1::text[]) w order by h offset 0) t`,
    values: [asked.map(({ who }) => who)],
  })
  const { rows } = await connectionOf(tx).query<Repeated & { file_id: Id }>({
    name: 'edi-repeated',
    text: `
      select a.id as file_id, r.id, r.same
      from   jsonb_to_recordset($1::jsonb) as a (id uuid, sha256 text, position integer, standard text, control text, sender text, receiver text)
      cross  join lateral (
        select i.id, f.sha256 = a.sha256 and i.position = a.position as same
        from   edi_interchanges i join edi_files f on f.id = i.file_id
        where  i.direction = 'in' and i.sender = a.sender and i.control = a.control and i.standard = a.standard
        and    i.receiver = a.receiver and i.file_id <> a.id and i.state <> 'repeated'
        order  by f.sha256 = a.sha256 and i.position = a.position desc, i.received_at limit 1) r`,
    values: [JSON.stringify(asked)],
  })
  return new Map(rows.map(({ file_id, id, same }) => [file_id, { id, same }]))
}

/** Who speaks to whom under which number; undefined: without a number nothing repeats. */
export function speakerOf({ interchange }: OutlinedInterchange): string | undefined {
  const { standard, control, sender, receiver } = interchange
  return control === ''
    ? undefined
    : [standard, sender.qualifier, sender.id, receiver.id, control].map(plain).join('\u0001')
}

/** PostgreSQL stores neither U+0000 nor half a pair of surrogates. */
const plain = (text: string) => text.toWellFormed().replaceAll('\0', ' ')
