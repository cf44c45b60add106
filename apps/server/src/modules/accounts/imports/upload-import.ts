import type { Import } from '@quayside/contract'
import type { Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { FileStore, ReceivedFile } from '../../../platform/files/index.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import { detectReadable, previewFile } from './detect-import.ts'
import { findImport } from './imports.queries.ts'
import { presentImport } from './present-import.ts'

export const largestFile = 4 * 1024 ** 3

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
