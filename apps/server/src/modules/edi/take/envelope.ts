import type { Delimiters, Standard } from '@quayside/edi'
import type { Database } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

/** The interchange a message came in. */
export interface Envelope {
  id: Id
  standard: Standard
  delimiters: Delimiters
  sha256: string
  fileBytes: number
  partnerId: Id | null
  control: string
  sender: string
  senderQualifier: string
  receiver: string
  test: boolean
  /** Whose way it came by; null: it was handed in by somebody, or the way is gone. */
  broughtBy: { partnerId: Id; name: string } | null
  /** When its control number came first, where it came before: as the company's clocks showed. */
  repeats: string | null
  receivedAt: Date
}

/** In the order in which they came. */
export async function findEnvelopes(database: Database, ids: readonly Id[]): Promise<Envelope[]> {
  const { rows } = await database.owner.query<Envelope & Record<string, unknown>>({
    name: 'edi-envelope',
    text: `
      select i.id, i.standard, i.delimiters, f.sha256, f.bytes::double precision as "fileBytes", i.partner_id as "partnerId", i.control, i.sender,
             i.sender_qualifier as "senderQualifier", i.receiver, i.test,
             to_char(r.received_at at time zone (select time_zone from company), 'YYYY-MM-DD HH24:MI') as repeats, i.received_at as "receivedAt",
             case when b.id is not null then jsonb_build_object('partnerId', b.id, 'name', b.name) end as "broughtBy"
      from   edi_interchanges i join edi_files f on f.id = i.file_id left join edi_interchanges r on r.id = i.repeats_id
      left   join edi_channels c on c.id = f.channel_id left join edi_partners b on b.id = c.partner_id
      where  i.id = any ($1) and i.direction = 'in' order by i.received_at, i.id`,
    values: [ids],
  })
  return rows
}
