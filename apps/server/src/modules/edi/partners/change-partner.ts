import type { EdiPartner, EdiPartnerFields } from '@quayside/contract'
import type { z } from 'zod'
import { connectionOf, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, Refusal } from '../../../platform/refusal.ts'
import { refuseUnfitOverrides } from './judge-overrides.ts'
import { readPartner } from './present-partner.ts'

type Fields = z.output<typeof EdiPartnerFields>

export async function createPartner(tx: Tx, user: User, fields: Fields, now: Date): Promise<EdiPartner> {
  const id = newId()
  refuseBorrowed(user, fields.actsAs ?? user.id, user.id)
  await refuseUnfit(tx, fields, id)
  await connectionOf(tx).query(
    `insert into edi_partners (id, name, kind, account_id, standard, our_qualifier, our_id, acts_as, active, settings, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
    [id, ...valuesOf(fields, user), now],
  )
  await writeParts(tx, id, fields)
  await tell(tx, user, id, 'edi.partnerAdded', now)
  return readPartner(tx, id)
}

export async function changePartner(
  tx: Tx,
  user: User,
  id: Id,
  version: number,
  fields: Fields,
  now: Date,
): Promise<EdiPartner> {
  const before = await readPartner(tx, id)
  if (before.version !== version) throw changedMeanwhile(before)
  refuseBorrowed(user, fields.actsAs ?? before.actsAs.id, before.actsAs.id)
  await refuseUnfit(tx, fields, id)
  const { rowCount } = await connectionOf(tx).query(
    `update edi_partners set name = $2, kind = $3, account_id = $4, standard = $5, our_qualifier = $6, our_id = $7,
            acts_as = $8, active = $9, settings = $10, updated_at = $11, version = version + 1
     where  id = $1 and version = $12`,
    [id, ...valuesOf({ actsAs: before.actsAs.id, ...fields }, user), now, version],
  )
  if (rowCount !== 1) throw changedMeanwhile(await readPartner(tx, id))
  await connectionOf(tx).query('delete from edi_identities where partner_id = $1', [id])
  await connectionOf(tx).query('delete from edi_codes where partner_id = $1', [id])
  await writeParts(tx, id, fields)
  await tell(tx, user, id, 'edi.partnerChanged', now)
  return readPartner(tx, id)
}

const valuesOf = (fields: Fields, user: User) => [
  fields.name,
  fields.kind,
  fields.accountId,
  fields.standard,
  fields.ourQualifier,
  fields.ourId,
  fields.actsAs ?? user.id,
  fields.active,
  JSON.stringify(fields.settings),
]

/** What a partner sends is done with the rights of this colleague: nobody lends himself those of another but who gives rights out. */
function refuseBorrowed(user: User, actsAs: Id, unchanged: Id): void {
  if (actsAs === user.id || actsAs === unchanged || user.rights.modules.administration.change === 'all') return
  throw forbidden('Only an administrator may let a partner act with the rights of a colleague.')
}

async function refuseUnfit(tx: Tx, fields: Fields, id: Id): Promise<void> {
  const { accountId, actsAs, identities, codes } = fields
  refuseUnfitOverrides(fields)
  const accounts = [...new Set([accountId, ...codes.map((code) => code.accountId)].filter((one) => one !== null))]
  const seen = await connectionOf(tx).query('select id from accounts where id = any ($1) and deleted_at is null', [
    accounts,
  ])
  if (seen.rows.length < accounts.length) throw new Refusal('noSuchCustomer', 422, 'There is no such customer.')
  if (actsAs) {
    const { rowCount } = await connectionOf(tx).query('select from users where id = $1 and active', [actsAs])
    if (rowCount !== 1) throw new Refusal('noSuchColleague', 422, 'There is no such colleague, or he left.')
  }
  const taken = await connectionOf(tx).query<{ identifier: string; name: string }>(
    `select i.identifier, p.name from edi_identities i join edi_partners p on p.id = i.partner_id
     where  i.partner_id <> $1 and (i.level, i.qualifier, i.identifier) in (select * from unnest($2::text[], $3::text[], $4::text[])) limit 1`,
    [
      id,
      identities.map(({ level }) => level),
      identities.map(({ qualifier }) => qualifier),
      identities.map(({ identifier }) => identifier),
    ],
  )
  const [other] = taken.rows
  if (other)
    throw new Refusal('ediIdentityTaken', 409, `${other.identifier} is the identifier of ${other.name} already.`, {
      extra: { identifier: other.identifier, partner: other.name },
    })
}

async function writeParts(tx: Tx, id: Id, { identities, codes }: Fields): Promise<void> {
  const unique = new Map(identities.map((one) => [`${one.level} ${one.qualifier} ${one.identifier}`, one]))
  await tx
    .insertInto('edi_identities')
    .values([...unique.values()].map((one) => ({ partner_id: id, ...one })))
    .execute()
  const known = new Map(codes.map((one) => [one.code, one]))
  if (known.size > 0)
    await tx
      .insertInto('edi_codes')
      .values(
        [...known.values()].map(({ code, accountId }) => ({
          id: newId(),
          partner_id: id,
          code,
          account_id: accountId,
        })),
      )
      .execute()
}

const tell = (tx: Tx, user: User, id: Id, kind: string, now: Date) =>
  recordEvent(tx, { kind, subject: { type: 'ediPartner', id }, actorId: user.id, at: now })
