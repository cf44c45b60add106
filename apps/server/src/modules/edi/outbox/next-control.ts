import { prepared, type Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

/** Nine digits of ISA13; after the last one counts anew. */
const highest = 999_999_999

/** The partner's next number; the row is held until the transaction ends, so that numbers are given out in order and none is lost. */
export async function nextControl(tx: Tx, partnerId: Id, level: 'interchange' | 'group' | 'message'): Promise<number> {
  const rows = await prepared<{ last: number }>(
    tx,
    'edi-next-control',
    `insert into edi_controls as c (partner_id, level, last) values ($1, $2, 1)
     on conflict (partner_id, level) do update set last = case when c.last >= $3 then 1 else c.last + 1 end
     returning last::integer as last`,
    [partnerId, level, highest],
  )
  return (rows[0] as { last: number }).last
}
