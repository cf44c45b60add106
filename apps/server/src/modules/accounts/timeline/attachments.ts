import type { Attachment } from '@quayside/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { connectionOf, type Db, prepared, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import {
  type FileStore,
  isAttachable,
  isPicture,
  type ReceivedFile,
  receiveFile,
  sendFile,
} from '../../../platform/files/index.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { forbidden, notFound } from '../../../platform/refusal.ts'
import { mayRemoveEntry } from '../accounts.policy.ts'
import { findLiveAccount } from '../accounts.queries.ts'

export const attachmentLimitBytes = 25 * 1024 * 1024

export const receiveAttachment = (request: FastifyRequest, files: FileStore): Promise<ReceivedFile> =>
  receiveFile(request, files, { limitBytes: attachmentLimitBytes, accept: isAttachable })

/** @throws Refusal 404 before anything is uploaded for an account out of sight */
export async function refuseUnknownAccount(db: Db, accountId: Id): Promise<void> {
  const account = await findLiveAccount(db, accountId)
  if (!account || account.deleted_at) throw notFound('account')
}

export async function keepAttachment(
  tx: Tx,
  user: User,
  accountId: Id,
  file: ReceivedFile,
  now: Date,
): Promise<z.input<typeof Attachment>> {
  await refuseUnknownAccount(tx, accountId)
  const id = newId()
  const name = file.name.toWellFormed().replaceAll('\u0000', '').slice(0, 255) || 'file'
  const text = `
    insert into attachments (id, account_id, name, media_type, bytes, sha256, uploaded_by, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`
  await prepared(tx, 'insert-attachment', text, [
    id,
    accountId,
    name,
    file.mediaType,
    file.bytes,
    file.sha256,
    user.id,
    now,
  ])
  await recordEvent(tx, {
    kind: 'attachment.added',
    subject: { type: 'attachment', id },
    accountId,
    actorId: user.id,
    at: now,
    data: { name, bytes: file.bytes },
  })
  return { id, name, mediaType: file.mediaType, bytes: file.bytes, createdAt: now.toISOString() }
}

interface StoredAttachment {
  id: Id
  account_id: Id
  name: string
  media_type: string
  bytes: number
  sha256: string
  uploaded_by: Id | null
  team_id: Id | null
  /** Hangs on an interaction that was removed. */
  removed: boolean
}

/** Of a removed interaction too: its removal may be undone. */
export async function findAttachment(db: Db, id: Id): Promise<StoredAttachment> {
  const text = `
    select t.id, t.account_id, t.name, t.media_type, t.bytes, t.sha256, t.uploaded_by, a.team_id,
           i.deleted_at is not null as removed
    from   attachments t join accounts a on a.id = t.account_id left join interactions i on i.id = t.interaction_id
    where  t.id = $1 and a.deleted_at is null`
  const [row] = await prepared<StoredAttachment & Record<string, unknown>>(db, 'attachment-by-id', text, [id])
  if (!row) throw notFound('file')
  return row
}

export function sendAttachment(
  reply: FastifyReply,
  files: FileStore,
  file: StoredAttachment,
  user: User,
): FastifyReply {
  if (file.removed && !mayRemoveEntry(user, { author_id: file.uploaded_by, team_id: file.team_id }))
    throw notFound('file')
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
export async function removeAttachment(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const file = await findAttachment(tx, id)
  if (!mayRemoveEntry(user, { author_id: file.uploaded_by, team_id: file.team_id }))
    throw forbidden('You may only remove files you uploaded yourself.')
  await connectionOf(tx).query('delete from attachments where id = $1', [id])
  await recordEvent(tx, {
    kind: 'attachment.removed',
    subject: { type: 'attachment', id },
    accountId: file.account_id,
    actorId: user.id,
    at: now,
    data: { name: file.name },
  })
}
