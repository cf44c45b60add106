import type { Import } from '@quayside/contract'
import type { FastifyRequest } from 'fastify'
import type { Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { type FileStore, type ReceivedFile, receiveFile } from '../../../platform/files/index.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { detectReadable, previewFile } from './detect-import.ts'
import { findImport } from './imports.queries.ts'
import { presentImport } from './present-import.ts'

export const largestFile = 4 * 1024 ** 3
/** What a multipart body adds around the file. */
const wrapping = 64 * 1024

/** Takes the file of an upload into the store. One that says it is too large is refused before gigabytes have travelled. */
export async function receiveTable(
  request: FastifyRequest,
  files: FileStore,
  limitBytes = largestFile,
): Promise<ReceivedFile> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes + wrapping) throw tooLarge(limitBytes)
  return receiveFile(request, files, { limitBytes }).catch((error: unknown) => {
    throw error instanceof Refusal && error.code === 'fileTooLarge' ? tooLarge(limitBytes) : error
  })
}

function tooLarge(limitBytes: number): Refusal {
  const limit = `${Math.round((limitBytes / 1024 ** 3) * 10) / 10} GB`
  const zh = `文件超过上限 ${limit}，没有导入任何数据。请把文件拆分成几份，分别导入。`
  const en = `The file is larger than ${limit}. Nothing was imported. Split it and import the parts one after the other.`
  return new Refusal('fileTooLarge', 413, `${en} ${zh}`, { extra: { limitBytes, messageZh: zh, messageEn: en } })
}

type Detected = NonNullable<Import['detected']>

/** Looks at a file just received. One that is no table is forgotten at once and refused with advice. */
export async function lookAtUpload(files: FileStore, received: ReceivedFile): Promise<Detected> {
  const path = files.pathOf(received.sha256)
  await detectReadable(path)
  return previewFile(path, received.bytes, {})
}

export async function uploadImport(
  tx: Tx,
  user: User,
  received: ReceivedFile,
  detected: Detected,
  now: Date,
): Promise<Import> {
  const id = newId()
  await tx
    .insertInto('imports')
    .values({
      id,
      created_by: user.id,
      file_name: received.name.replaceAll('\0', '').toWellFormed().slice(0, 255) || 'file',
      bytes: received.bytes,
      sha256: received.sha256,
      detected: JSON.stringify(detected),
      created_at: now,
    })
    .execute()
  await recordEvent(tx, {
    kind: 'import.uploaded',
    subject: { type: 'import', id },
    actorId: user.id,
    at: now,
    data: { fileName: received.name.slice(0, 255), bytes: received.bytes },
  })
  const made = await findImport(tx, id)
  if (!made) throw new TypeError('An uploaded batch comes back.')
  return presentImport(made, user, now)
}
