import { open, readFile } from 'node:fs/promises'
import { type Delimiters, EdiReader, EdiWriter, Segment } from '@quayside/edi'
import type { FileStore } from '../../../platform/files/index.ts'

/** A larger message is not taken apart in one piece; none that people send is near it. */
export const messageBytesAtMost = 16 * 1024 * 1024

const fileBytesAtOnce = 1024 * 1024

export interface Stored {
  sha256: string
  at: number
  bytes: number
}

/** A message as it stands in its file: head (ST, UNH) and segments without the end (SE, UNT). */
export interface Content {
  delimiters: Delimiters
  /** As written, its terminator included. */
  head: Buffer
  segments: Segment[]
}

/** Reads one message out of its file, or out of the corrected copy, which begins with it. */
export async function readContent(
  files: FileStore,
  { sha256, at, bytes }: Stored,
  delimiters: Delimiters,
): Promise<Content> {
  const file = await open(files.pathOf(sha256), 'r')
  try {
    const buffer = Buffer.alloc(bytes)
    let filled = 0
    while (filled < bytes) {
      const { bytesRead } = await file.read(buffer, filled, bytes - filled, at + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return segmentsOf(buffer.subarray(0, filled), delimiters)
  } finally {
    await file.close()
  }
}

/** As readContent, for messages of which several stand in one file that is not large: its bytes are read once. */
export function contentReader(
  files: FileStore,
): (stored: Stored & { fileBytes: number }, delimiters: Delimiters) => Promise<Content> {
  const known = new Map<string, Promise<Buffer>>()
  return async ({ fileBytes, ...stored }, delimiters) => {
    const { sha256, at, bytes } = stored
    if (fileBytes > fileBytesAtOnce) return readContent(files, stored, delimiters)
    const read = known.get(sha256) ?? readFile(files.pathOf(sha256))
    known.set(sha256, read)
    return segmentsOf((await read).subarray(at, at + bytes), delimiters)
  }
}

/** Under a head of our own with the separators of its interchange, since a message does not say them itself. */
export function segmentsOf(bytes: Buffer, delimiters: Delimiters): Content {
  const head = headFor(delimiters)
  const segments: Segment[] = []
  const reader = new EdiReader(
    {
      segment: (segment) => segments.push(segment.keep()),
      // What has no tag is passed over by the reader; a person must see it, and put it right.
      issue: ({ code, at, segment }) => {
        if (code === 'badTag') segments.push(withoutTag(bytes, at - head.length, segment, delimiters))
      },
    },
    { mostSegmentBytes: messageBytesAtMost },
  )
  reader.push(head)
  reader.push(bytes)
  reader.end()
  const first = segments[0]
  return { delimiters, head: bytes.subarray(0, first ? first.at() - head.length : bytes.length), segments }
}

function withoutTag(bytes: Buffer, start: number, number: number, delimiters: Delimiters): Segment {
  const end = bytes.indexOf(delimiters.terminator, start)
  return Segment.untagged(bytes, start, end < 0 ? bytes.length : end, number, delimiters)
}

function headFor(delimiters: Delimiters): Buffer {
  const writer = new EdiWriter({ delimiters })
  if (delimiters.standard === 'edifact')
    return Buffer.from(writer.una().segment('UNB', ['UNOC', '3'], 'A', 'B', ['700101', '0000'], '1').bytes())
  const text = (byte: number, instead: string) => (byte < 0 ? instead : String.fromCharCode(byte))
  const elements = [
    '00',
    '',
    '00',
    '',
    'ZZ',
    'A',
    'ZZ',
    'B',
    '700101',
    '0000',
    text(delimiters.repetition, 'U'),
    '00401',
    '1',
    '0',
    'P',
  ]
  return Buffer.from(
    writer
      .isa([...elements, text(delimiters.component, ':')])
      .segment('GS', '', '', '', '', '', '1', 'X', '')
      .bytes(),
  )
}

/** As it stands, without its terminator. */
export const textOf = (segment: Segment): string =>
  Buffer.from(segment.bytes.subarray(segment.start, segment.end)).toString('utf8')
