import type { EdiSummary, Sentence } from '@quayside/contract'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

/** What waits for a person, and what went through since midnight where the company is. */
export async function readSummary(db: Db, now: Date): Promise<EdiSummary> {
  const client = connectionOf(db)
  const { rows } = await client.query<Omit<EdiSummary, 'troubled'> & Record<string, unknown>>(
    `with today as (select date_trunc('day', $1::timestamptz at time zone c.time_zone) at time zone c.time_zone as since from company c)
     select (select count(*)::integer from edi_messages where status = 'quarantined') as quarantined,
            (select count(*)::integer from edi_messages where status = 'overdue') as overdue,
            (select count(*)::integer from edi_interchanges where state = 'waiting') as waiting,
            (select count(*)::integer from edi_messages m, today where m.direction = 'in' and m.received_at >= since) as "receivedToday",
            (select count(*)::integer from edi_messages m, today where m.direction = 'in' and m.received_at >= since and m.status = 'taken') as "takenToday",
            (select count(*)::integer from edi_messages m, today where m.direction = 'out' and m.received_at >= since and m.status <> 'waiting') as "sentToday"`,
    [now],
  )
  const troubled = await client.query<{ partnerId: Id; partner: string; trouble: Sentence }>(
    `select distinct on (p.id) p.id as "partnerId", p.name as partner, c.trouble from edi_channels c join edi_partners p on p.id = c.partner_id
     where  c.active and p.active and c.trouble is not null order by p.id, c.failures desc limit 20`,
  )
  return { ...(rows[0] as Omit<EdiSummary, 'troubled'>), troubled: troubled.rows }
}
