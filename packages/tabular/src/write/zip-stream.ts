import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export type ZipPart = { name: string; content: AsyncIterable<string> | Iterable<string> }

/** 1980-01-01, so that the same rows give the same file. */
const dosDate = 0x21
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const flags = 0x0808

type Written = { name: Buffer; crc: number; compressed: number; size: number; offset: number }

/** A zip written front to back without seeking; a part is deflated while it is made. Up to 4 GiB (no zip64). */
export async function* zipStream(parts: AsyncIterable<ZipPart>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let offset = 0
  for await (const part of parts) {
    const entry: Written = { name: Buffer.from(part.name), crc: 0, compressed: 0, size: 0, offset }
    const header = localHeader(entry)
    yield header
    for await (const piece of deflated(part.content, entry)) yield piece
    yield descriptor(entry)
    offset += header.length + entry.compressed + 16
    written.push(entry)
  }
  const directory = Buffer.concat(written.map(directoryEntry))
  yield directory
  yield endOfDirectory(written.length, directory.length, offset)
}

async function* deflated(content: ZipPart['content'], entry: Written): AsyncGenerator<Buffer> {
  const counted = async function* () {
    for await (const text of content) {
      const bytes = Buffer.from(text)
      entry.crc = crc32(bytes, entry.crc)
      entry.size += bytes.length
      yield bytes
    }
  }
  const deflate = createDeflateRaw({ level: 6 })
  const source = Readable.from(counted())
  source.on('error', (error) => deflate.destroy(error))
  for await (const piece of source.pipe(deflate)) {
    entry.compressed += piece.length
    yield piece
  }
}

function localHeader(entry: Written): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(8, 8)
  header.writeUInt16LE(dosDate, 12)
  header.writeUInt16LE(entry.name.length, 26)
  return Buffer.concat([header, entry.name])
}

function descriptor(entry: Written): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(0x08074b50, 0)
  bytes.writeUInt32LE(entry.crc, 4)
  bytes.writeUInt32LE(entry.compressed, 8)
  bytes.writeUInt32LE(entry.size, 12)
  return bytes
}

function directoryEntry(entry: Written): Buffer {
  const bytes = Buffer.alloc(46)
  bytes.writeUInt32LE(0x02014b50, 0)
  bytes.writeUInt16LE(20, 4)
  bytes.writeUInt16LE(20, 6)
  bytes.writeUInt16LE(flags, 8)
  bytes.writeUInt16LE(8, 10)
  bytes.writeUInt16LE(dosDate, 14)
  bytes.writeUInt32LE(entry.crc, 16)
  bytes.writeUInt32LE(entry.compressed, 20)
  bytes.writeUInt32LE(entry.size, 24)
  bytes.writeUInt16LE(entry.name.length, 28)
  bytes.writeUInt32LE(entry.offset, 42)
  return Buffer.concat([bytes, entry.name])
}

function endOfDirectory(count: number, size: number, offset: number): Buffer {
  const bytes = Buffer.alloc(22)
  bytes.writeUInt32LE(0x06054b50, 0)
  bytes.writeUInt16LE(count, 8)
  bytes.writeUInt16LE(count, 10)
  bytes.writeUInt32LE(size, 12)
  bytes.writeUInt32LE(offset, 16)
  return bytes
}
