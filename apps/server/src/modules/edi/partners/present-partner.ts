import {
  type EdiChannel,
  EdiChannelSettings,
  type EdiPartner,
  type EdiPartnerRow,
  EdiSettings,
} from '@quayside/contract'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/refusal.ts'

const accountOf = `case when a.id is null then null else jsonb_build_object('id', a.id, 'number', a.number, 'name', a.name) end as account`
const identitiesOf = `(select coalesce(jsonb_agg(jsonb_build_object('level', i.level, 'qualifier', i.qualifier, 'identifier', i.identifier)
  order by i.level desc, i.identifier), '[]') from edi_identities i where i.partner_id = p.id) as identities`

export async function listPartners(db: Db): Promise<{ rows: EdiPartnerRow[] }> {
  const { rows } = await connectionOf(db).query<
    Omit<EdiPartnerRow, 'lastReceivedAt' | 'lastSentAt'> & { lastReceivedAt: Date | null; lastSentAt: Date | null }
  >(
    `select p.id, p.name, p.kind, ${accountOf}, p.standard, p.active, ${identitiesOf},
            (select count(*)::integer from edi_channels c where c.partner_id = p.id and c.active and c.trouble is not null) as troubled,
            (select count(*)::integer from edi_messages m where m.partner_id = p.id and m.status = 'quarantined') as quarantined,
            (select count(*)::integer from edi_messages m where m.partner_id = p.id and m.status = 'overdue') as overdue,
            (select max(received_at) from edi_interchanges i where i.partner_id = p.id and i.direction = 'in') as "lastReceivedAt",
            (select max(sent_time) from edi_interchanges i where i.partner_id = p.id and i.direction = 'out') as "lastSentAt"
     from   edi_partners p left join accounts a on a.id = p.account_id order by p.active desc, lower(p.name), p.id limit 2000`,
  )
  return {
    rows: rows.map((row) => ({
      ...row,
      lastReceivedAt: row.lastReceivedAt?.toISOString() ?? null,
      lastSentAt: row.lastSentAt?.toISOString() ?? null,
    })),
  }
}

export async function readPartner(db: Db, id: Id): Promise<EdiPartner> {
  const { rows } = await connectionOf(db).query<Omit<EdiPartner, 'channels' | 'settings'> & { settings: unknown }>(
    `select p.id, p.name, p.kind, ${accountOf}, p.standard, p.our_qualifier as "ourQualifier", p.our_id as "ourId",
            jsonb_build_object('id', u.id, 'name', u.name) as "actsAs", p.active, p.settings, ${identitiesOf},
            (select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'accountId', c.account_id, 'accountName', k.name) order by c.code), '[]')
             from edi_codes c left join accounts k on k.id = c.account_id where c.partner_id = p.id) as codes, p.version
     from   edi_partners p join users u on u.id = p.acts_as left join accounts a on a.id = p.account_id where p.id = $1`,
    [id],
  )
  const [row] = rows
  if (!row) throw notFound('trading partner')
  const settings = EdiSettings.parse(row.settings)
  return { ...row, settings, channels: await channelsOf(db, { partnerId: id }) }
}

interface ChannelRecord {
  id: Id
  settings: unknown
  has_secret: boolean
  allow_private: boolean
  active: boolean
  looked_at: Date | null
  worked_at: Date | null
  failures: number
  trouble: EdiChannel['trouble']
  version: number
}

export async function channelsOf(db: Db, { partnerId, id }: { partnerId?: Id; id?: Id }): Promise<EdiChannel[]> {
  const { rows } = await connectionOf(db).query<ChannelRecord & Record<string, unknown>>(
    `select id, settings, settings ? 'sealed' as has_secret, allow_private, active, looked_at, worked_at, failures, trouble, version
     from   edi_channels where ($1::uuid is null or partner_id = $1) and ($2::uuid is null or id = $2) order by created_at, id`,
    [partnerId ?? null, id ?? null],
  )
  return rows.map((row) => {
    const { sealed: _, ...settings } = row.settings as Record<string, unknown>
    return {
      id: row.id,
      settings: EdiChannelSettings.parse(settings),
      hasSecret: row.has_secret,
      allowPrivate: row.allow_private,
      active: row.active,
      lookedAt: row.looked_at?.toISOString() ?? null,
      workedAt: row.worked_at?.toISOString() ?? null,
      failures: row.failures,
      trouble: row.trouble,
      version: row.version,
    }
  })
}
