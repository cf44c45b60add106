import { type EdiChannel, type EdiChannelFields, secretAfterwards } from '@quayside/contract'
import type { z } from 'zod'
import { connectionOf, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import type { Seal } from '../../../platform/seal.ts'
import { channelsOf } from '../partners/present-partner.ts'

type Fields = z.output<typeof EdiChannelFields>

const isAdministrator = ({ rights }: User) => rights.modules.administration.change === 'all'

export async function addChannel(
  tx: Tx,
  user: User,
  seal: Seal,
  partnerId: Id,
  fields: Fields,
  now: Date,
): Promise<EdiChannel> {
  const { rowCount } = await connectionOf(tx).query('select from edi_partners where id = $1', [partnerId])
  if (rowCount !== 1) throw notFound('trading partner')
  refusePrivate(user, fields)
  const id = newId()
  await connectionOf(tx).query(
    `insert into edi_channels (id, partner_id, way, settings, secret, allow_private, active, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [
      id,
      partnerId,
      fields.settings.way,
      settingsOf(fields, false),
      sealed(seal, fields),
      fields.allowPrivate,
      fields.active,
      now,
    ],
  )
  await tell(tx, user, partnerId, id, 'edi.channelAdded', now)
  return read(tx, id)
}

export async function changeChannel(
  tx: Tx,
  user: User,
  seal: Seal,
  id: Id,
  version: number,
  fields: Fields,
  now: Date,
): Promise<EdiChannel> {
  const before = await read(tx, id)
  if (before.version !== version) throw changedMeanwhile(before)
  // What an administrator allowed was that one host.
  const sameHost = hostOf(before) === hostOf(fields)
  if (!(before.allowPrivate && sameHost)) refusePrivate(user, fields)
  const keeps = keepsSecret(before, fields)
  const { rows } = await connectionOf(tx).query<{ partner_id: Id }>(
    `update edi_channels set way = $2, settings = $3, allow_private = $4, active = $5, updated_at = $6,
            failures = 0, trouble = null, version = version + 1
     where  id = $1 and version = $7 returning partner_id`,
    [id, fields.settings.way, settingsOf(fields, keeps), fields.allowPrivate, fields.active, now, version],
  )
  const [row] = rows
  if (!row) throw changedMeanwhile(await read(tx, id))
  if (!keeps)
    await connectionOf(tx).query('update edi_channels set secret = $2 where id = $1', [id, sealed(seal, fields)])
  await tell(tx, user, row.partner_id, id, 'edi.channelChanged', now)
  return read(tx, id)
}

export async function removeChannel(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const { rows } = await connectionOf(tx).query<{ partner_id: Id }>(
    'delete from edi_channels where id = $1 returning partner_id',
    [id],
  )
  const [row] = rows
  if (!row) throw notFound('way')
  await tell(tx, user, row.partner_id, id, 'edi.channelRemoved', now)
}

function refusePrivate(user: User, { allowPrivate, settings }: Fields): void {
  if (settings.way === 'http' && settings.address?.startsWith('http:') && !allowPrivate)
    throw new Refusal('httpsRequired', 422, 'The address must begin with https://.', {
      errors: [{ path: '/settings/address', code: 'httpsRequired', message: 'https:// is required' }],
    })
  if (allowPrivate && !isAdministrator(user))
    throw forbidden('Only an administrator may let a way lead into the company’s own network.')
}

/** What one server was trusted with no other is shown: else whoever may change a way could have it sent to himself. */
function keepsSecret(before: EdiChannel, { settings, secret }: Fields): boolean {
  if (!before.hasSecret || secret !== undefined) return false
  const afterwards = secretAfterwards(before.settings, settings)
  if (afterwards !== 'entered') return afterwards === 'kept'
  const message = 'The way leads to another server or user now. Enter the password or key for it.'
  throw new Refusal('secretRequired', 422, message, { errors: [{ path: '/secret', code: 'secretRequired', message }] })
}

const hostOf = ({ settings }: Pick<Fields, 'settings'>) =>
  settings.way === 'sftp'
    ? `${settings.host}:${settings.port}`
    : settings.way === 'http' && settings.address
      ? new URL(settings.address).origin
      : ''
const sealed = (seal: Seal, { secret }: Fields) => (secret === undefined ? null : seal.close(secret))
/** `sealed` says that there is a secret, which the application itself cannot read. */
const settingsOf = ({ settings, secret }: Fields, keepsSecret: boolean) =>
  JSON.stringify({ ...settings, ...(secret !== undefined || keepsSecret ? { sealed: true } : {}) })

async function read(tx: Tx, id: Id): Promise<EdiChannel> {
  const [channel] = await channelsOf(tx, { id })
  if (!channel) throw notFound('way')
  return channel
}

const tell = (tx: Tx, user: User, partnerId: Id, channelId: Id, kind: string, now: Date) =>
  recordEvent(tx, {
    kind,
    subject: { type: 'ediPartner', id: partnerId },
    actorId: user.id,
    at: now,
    data: { channelId },
  })
