import { Header, Pax } from 'tar'

const blockBytes = 512

export interface TarEntry {
  readonly path: string
  readonly size: number
  readonly isFolder: boolean
}

export const folderEntry = (path: string, mtime: Date): Buffer =>
  headerOf({ path: `${path}/`, size: 0, mtime, type: 'Directory' })

/** A file whose size is fixed now: what is missing when it is read is filled with zeros, what was added is left out. */
export async function* fileEntry(path: string, size: number, mtime: Date, content: AsyncIterable<Uint8Array>) {
  yield headerOf({ path, size, mtime, type: 'File' })
  let written = 0
  for await (const chunk of content) {
    const part = chunk.subarray(0, size - written)
    written += part.length
    if (part.length > 0) yield part
  }
  for (let missing = size - written; missing > 0; missing -= blockBytes)
    yield Buffer.alloc(Math.min(missing, blockBytes))
  const rest = size % blockBytes
  if (rest > 0) yield Buffer.alloc(blockBytes - rest)
}

export const endOfArchive = (): Buffer => Buffer.alloc(2 * blockBytes)

function headerOf(fields: { path: string; size: number; mtime: Date; type: 'File' | 'Directory' }): Buffer {
  const header = new Header({ ...fields, mode: fields.type === 'File' ? 0o600 : 0o700, uid: 0, gid: 0 })
  const block = Buffer.alloc(blockBytes)
  // True when the name or size does not fit the old fields: an extended header goes before.
  if (!header.encode(block, 0)) return block
  return Buffer.concat([new Pax({ path: fields.path, size: fields.size, mtime: fields.mtime }).encode(), block])
}

/** Reads the entries in order; the content of each must be read before the next is asked for. */
export async function* readTar(source: AsyncIterable<Uint8Array>) {
  const input = new ByteReader(source)
  let extended: { path?: string; size?: number } = {}
  for (;;) {
    const block = await input.exactly(blockBytes)
    if (block.every((byte) => byte === 0)) return input.drain()
    const header = new Header(block)
    if (!header.cksumValid) throw new RangeError('not a tar header')
    const size = extended.size ?? header.size ?? 0
    const padding = (blockBytes - (size % blockBytes)) % blockBytes
    if (header.type === 'ExtendedHeader') {
      const text = (await input.exactly(header.size ?? 0)).toString('utf8')
      await input.exactly((blockBytes - ((header.size ?? 0) % blockBytes)) % blockBytes)
      const { path, size: longSize } = Pax.parse(text)
      extended = { path, size: longSize }
      continue
    }
    const path = (extended.path ?? header.path ?? '').replace(/\/$/, '')
    const entry: TarEntry = { path, size, isFolder: header.type === 'Directory' }
    if (!entry.isFolder && header.type !== 'File') throw new RangeError(`unexpected entry ${path}`)
    extended = {}
    yield { entry, content: input.stream(size) }
    await input.exactly(padding)
  }
}

class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>
  #pending: Uint8Array = new Uint8Array(0)

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async exactly(size: number): Promise<Buffer> {
    const parts: Uint8Array[] = []
    for await (const part of this.stream(size)) parts.push(part)
    return Buffer.concat(parts)
  }

  /** @throws {RangeError} when the input ends before */
  async *stream(size: number) {
    for (let left = size; left > 0; ) {
      if (this.#pending.length === 0) await this.#fill()
      const part = this.#pending.subarray(0, left)
      this.#pending = this.#pending.subarray(part.length)
      left -= part.length
      yield part
    }
  }

  /** Reads on to the end of the input: only there does a compressed stream prove to be whole. */
  async drain(): Promise<void> {
    for (let next = await this.#source.next(); next.done !== true; ) next = await this.#source.next()
  }

  async #fill(): Promise<void> {
    const next = await this.#source.next()
    if (next.done === true) throw new RangeError('the archive ends too early')
    this.#pending = next.value
  }
}
