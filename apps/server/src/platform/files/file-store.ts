import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { newId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { sniffType } from './sniff-type.ts'
import { sweepStore } from './sweep-store.ts'

/** Content that lies in the store; the same content lies there once, whatever its names. */
export interface StoredContent {
  sha256: string
  bytes: number
  /** By looking at the content, never by what the sender says; `application/octet-stream` when nothing is recognised. */
  mediaType: string
}

export interface FileStore {
  /**
   * Streams content in: never in memory, complete or not there at all.
   * @throws Refusal 413 `fileTooLarge` beyond the limit, 507 `storageFull` when the disk is, 422 `fileEmpty`, 415 `fileTypeRefused` when `accept` says no
   */
  put(content: Readable, options: PutOptions): Promise<StoredContent>
  read(sha256: string, range?: { start: number; end: number }): Readable
  /** For libraries that want a path. Read only. */
  pathOf(sha256: string): string
  has(sha256: string): Promise<boolean>
  /**
   * Removes content that nothing refers to, and what interrupted uploads left; only what has lain untouched since `before`.
   * `used` says which of some hashes something refers to. Returns how many were removed.
   */
  sweep(before: Date, used: (hashes: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number>
  /** Of the disk it lies on; null where the system does not tell. */
  room(): Promise<{ freeBytes: number; totalBytes: number } | null>
}

export interface PutOptions {
  limitBytes: number
  accept?: (mediaType: string) => boolean
}

const hash = /^[0-9a-f]{64}$/

/** Files by their content's hash, outside the web root: `<folder>/ab/cd/<sha256>`, readable by this user only. */
export function openFileStore(folder: string): FileStore {
  const incoming = join(folder, 'incoming')
  const pathOf = (sha256: string) => {
    if (!hash.test(sha256)) throw new TypeError('Not a content hash.')
    return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }
  return {
    pathOf,
    read: (sha256, range) => createReadStream(pathOf(sha256), range),
    has: async (sha256) => (await stat(pathOf(sha256)).catch(() => undefined)) !== undefined,
    sweep: (before, used) => sweepStore(folder, pathOf, before, used),
    room: () => roomOf(folder),
    async put(content, options) {
      await mkdir(incoming, { recursive: true, mode: 0o700 })
      const temporary = join(incoming, newId())
      try {
        const { sha256, bytes } = await writeHashed(content, temporary, options.limitBytes)
        if (bytes === 0) throw new Refusal('fileEmpty', 422, 'The file is empty.')
        const mediaType = await sniffType(temporary)
        if (options.accept && !options.accept(mediaType))
          throw new Refusal('fileTypeRefused', 415, `Files of type ${mediaType} are not taken here.`, {
            extra: { mediaType },
          })
        const place = pathOf(sha256)
        await mkdir(join(place, '..'), { recursive: true, mode: 0o700 })
        await rename(temporary, place)
        await synced(join(place, '..'))
        return { sha256, bytes, mediaType }
      } catch (error) {
        throw outOfRoom.has((error as NodeJS.ErrnoException).code ?? '') ? storageFull(error) : error
      } finally {
        await rm(temporary, { force: true })
      }
    },
  }
}

/** For this user: what is kept for root alone is not free. */
async function roomOf(folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { bavail, blocks, bsize } = await statfs(folder)
  // Some network file systems say nothing of their size.
  return blocks > 0 ? { freeBytes: bavail * bsize, totalBytes: blocks * bsize } : null
}

/** The disk, the quota of the file system or the largest file it takes. */
const outOfRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const storageFull = (cause: unknown) =>
  new Refusal(
    'storageFull',
    507,
    'The server has no room left for this file. Nothing was kept. Tell your administrator.',
    {
      cause,
    },
  )

/** A folder's names, on the disk and not only in memory. */
async function synced(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The file is opened here, not by a stream: a stream that breaks off early may still be opening its file after that was removed. */
async function writeHashed(content: Readable, path: string, limitBytes: number) {
  const digest = createHash('sha256')
  let bytes = 0
  async function* counted() {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > limitBytes)
        throw new Refusal('fileTooLarge', 413, `The file is larger than ${limitBytes} bytes.`, {
          extra: { limitBytes },
        })
      digest.update(chunk)
      yield chunk
    }
  }
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(counted())
    // Before anyone is told that it is kept.
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: digest.digest('hex'), bytes }
}
