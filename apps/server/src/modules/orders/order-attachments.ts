import type { Attachment } from '@quayside/contract'
import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { type Db, prepared, type Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import { type FileStore, isPicture, type ReceivedFile, sendFile } from '../../platform/files/index.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { forbidden, notFound } from '../../platform/refusal.ts'
import { mayChangeOrdersOf } from '../accounts/index.ts'

interface Owned {
  account_id: Id
  owner_id: Id | null
  team_id: Id | null
}

/** @throws Refusal before anything is uploaded to an order that the user does not see or may not change */
export async function orderToAttachTo(db: Db, user: User, orderId: Id): Promise<Owned> {
  const text =
    'select o.account_id, a.owner_id, a.team_id from orders o join accounts a on a.id = o.account_id where o.id = $1'
  const [row] = await prepared<Owned & Record<string, unknown>>(db, 'order-to-attach-to', text, [orderId])
  if (!row) throw notFound('order')
  if (!mayChangeOrdersOf(user, row)) throw forbidden('You may not change this order.')
  return row
}

export async function addOrderAttachment(
  tx: Tx,
  user: User,
  orderId: Id,
  file: ReceivedFile,
  now: Date,
): Promise<z.input<typeof Attachment>> {
  const { account_id } = await orderToAttachTo(tx, user, orderId)
  const id = newId()
  const name = file.name.toWellFormed().replaceAll('\u0000', '').slice(0, 255) || 'file'
  const text = `
    insert into order_attachments (id, order_id, name, media_type, bytes, sha256, uploaded_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`
  await prepared(tx, 'insert-order-attachment', text, [
    id,
    orderId,
    name,
    file.mediaType,
    file.bytes,
    file.sha256,
    user.id,
    now,
  ])
  await tell(tx, user, orderId, account_id, 'order.fileAdded', now, { name, bytes: file.bytes })
  return { id, name, mediaType: file.mediaType, bytes: file.bytes, createdAt: now.toISOString() }
}

interface Stored extends Owned {
  id: Id
  order_id: Id
  name: string
  media_type: string
  bytes: number
  sha256: string
}

export async function findOrderAttachment(db: Db, id: Id): Promise<Stored> {
  const text = `
    select f.id, f.order_id, f.name, f.media_type, f.bytes, f.sha256, o.account_id, a.owner_id, a.team_id
    from   order_attachments f join orders o on o.id = f.order_id join accounts a on a.id = o.account_id where f.id = $1`
  const [row] = await prepared<Stored & Record<string, unknown>>(db, 'order-attachment-by-id', text, [id])
  if (!row) throw notFound('file')
  return row
}

export function sendOrderAttachment(reply: FastifyReply, files: FileStore, file: Stored): FastifyReply {
  const { name, media_type, bytes, sha256 } = file
  return sendFile(reply, {
    name,
    mediaType: media_type,
    bytes,
    content: files.read(sha256),
    inline: isPicture(media_type),
  })
}

/** The row goes; the content is swept from the store once nothing refers to it. */
export async function removeOrderAttachment(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const file = await findOrderAttachment(tx, id)
  if (!mayChangeOrdersOf(user, file)) throw forbidden('You may not change this order.')
  await prepared(tx, 'remove-order-attachment', 'delete from order_attachments where id = $1', [id])
  await tell(tx, user, file.order_id, file.account_id, 'order.fileRemoved', now, { name: file.name })
}

const tell = (tx: Tx, user: User, id: Id, accountId: Id, kind: string, at: Date, data: Record<string, unknown>) =>
  recordEvent(tx, { kind, subject: { type: 'order', id }, accountId, actorId: user.id, at, data })
