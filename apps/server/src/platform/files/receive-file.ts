import type { FastifyRequest } from 'fastify'
import { Refusal } from '../refusal.ts'
import type { FileStore, PutOptions, StoredContent } from './file-store.ts'

export interface ReceivedFile extends StoredContent {
  /** As the sender calls it, without folders. */
  name: string
}

/** Takes the one file of a multipart body into the store, streaming. */
export async function receiveFile(
  request: FastifyRequest,
  files: FileStore,
  options: PutOptions,
): Promise<ReceivedFile> {
  if (!request.isMultipart())
    throw new Refusal('multipartExpected', 415, 'Send the file as multipart/form-data in the field "file".')
  const part = await request.file({ limits: { fileSize: options.limitBytes + 1, files: 1 } })
  if (!part) throw new Refusal('fileMissing', 422, 'The field "file" is missing.')
  const content = await files.put(part.file, options)
  const name = part.filename.split(/[/\\]/).at(-1) || 'file'
  return { ...content, name }
}
