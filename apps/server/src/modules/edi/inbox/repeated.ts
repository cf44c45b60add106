import { connectionOf, type Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { OutlinedInterchange } from './outline.ts'

/**
 * The interchange of this sender that bore the same control number before, and whether it is the very same. Two copies that
 * come at once, by two channels, wait for each other here.
 */
export async function findRepeated(
  tx: Tx,
  file: { id: Id; sha256: string },
  { position, interchange }: OutlinedInterchange,
): Promise<{ id: Id; same: boolean } | undefined> {
  const { standard, control, sender, receiver } = interchange
  if (control === '') return undefined
  const who = [standard, sender.qualifier, sender.id, receiver.id, control].join('\u0001')
  await connectionOf(tx).query('select pg_advisory_xact_lock(7315440, hashtext($1))', [who])
  const { rows } = await connectionOf(tx).query<{ id: Id; same: boolean }>({
    name: 'edi-repeated',
    text: `
      select i.id, f.sha256 = $6 and i.position = $7 as same
      from   edi_interchanges i join edi_files f on f.id = i.file_id
      where  i.direction = 'in' and i.sender = $1 and i.control = $2 and i.standard = $3 and i.receiver = $4 and i.file_id <> $5
      and    i.state <> 'repeated'
      order  by f.sha256 = $6 and i.position = $7 desc, i.received_at limit 1`,
    values: [sender.id, control, standard, receiver.id, file.id, file.sha256, position],
  })
  return rows[0]
}
