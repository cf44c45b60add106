import type { EdiSettings, EdiStandard } from '@quayside/contract'
import * as contract from '@quayside/contract'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'

export interface Partner {
  id: Id
  name: string
  kind: contract.EdiPartnerKind
  accountId: Id | null
  standard: EdiStandard
  ourQualifier: string
  ourId: string
  actsAs: Id
  active: boolean
  settings: EdiSettings
}

export interface Speaker {
  sender: string
  senderQualifier: string
  /** GS02, UNG 0040. */
  group?: string
}

interface PartnerRecord {
  id: Id
  name: string
  kind: contract.EdiPartnerKind
  account_id: Id | null
  standard: EdiStandard
  our_qualifier: string
  our_id: string
  acts_as: Id
  active: boolean
  settings: unknown
}

const columns = `p.id, p.name, p.kind, p.account_id, p.standard, p.our_qualifier, p.our_id, p.acts_as, p.active, p.settings`

const present = (row: PartnerRecord): Partner => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  accountId: row.account_id,
  standard: row.standard,
  ourQualifier: row.our_qualifier,
  ourId: row.our_id,
  actsAs: row.acts_as,
  active: row.active,
  settings: contract.EdiSettings.parse(row.settings),
})

/** Who speaks: by the group where that names somebody, else by the interchange; a qualifier that is left open fits any. */
export async function recognise(db: Db, { sender, senderQualifier, group }: Speaker): Promise<Partner | undefined> {
  const { rows } = await connectionOf(db).query<PartnerRecord>({
    name: 'edi-recognise',
    text: `
      select ${columns}
      from   edi_identities i join edi_partners p on p.id = i.partner_id
      where  i.level = 'group' and i.identifier = $3
      or     i.level = 'interchange' and i.identifier = $1 and i.qualifier in ($2, '')
      order  by i.level = 'group' desc, i.qualifier <> '' desc limit 1`,
    values: [sender, senderQualifier, group ?? ''],
  })
  return rows[0] && present(rows[0])
}

/** Whether a speaker may still be this partner: by his identifier, or by one of a group, which an envelope does not say. */
export async function maySpeakSo(db: Db, partnerId: Id, { sender, senderQualifier }: Speaker): Promise<boolean> {
  const { rowCount } = await connectionOf(db).query({
    name: 'edi-may-speak-so',
    text: `select from edi_identities i where i.partner_id = $1 and (i.level = 'group' or i.identifier = $2 and i.qualifier in ($3, '')) limit 1`,
    values: [partnerId, sender, senderQualifier],
  })
  return rowCount === 1
}

export async function findPartner(db: Db, id: Id): Promise<Partner | undefined> {
  const { rows } = await connectionOf(db).query<PartnerRecord>({
    name: 'edi-partner',
    text: `select ${columns} from edi_partners p where p.id = $1`,
    values: [id],
  })
  return rows[0] && present(rows[0])
}

/** As recognise, each speaker looked up once. */
export function recogniser(db: Db): (speaker: Speaker) => Promise<Partner | undefined> {
  const known = new Map<string, Promise<Partner | undefined>>()
  return (speaker) => {
    const key = JSON.stringify([speaker.sender, speaker.senderQualifier, speaker.group])
    const found = known.get(key) ?? recognise(db, speaker)
    known.set(key, found)
    return found
  }
}
