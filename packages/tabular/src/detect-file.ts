import { open, stat } from 'node:fs/promises'
import { decoderFor } from './delimited/decode.ts'
import { detectDialect, isBlank } from './delimited/detect-dialect.ts'
import { detectEncoding, hasOnlyAscii } from './delimited/detect-encoding.ts'
import { detectHeaderLine } from './delimited/detect-header.ts'
import type { Detected, Refused, RefusedKind } from './detected.ts'
import { fileIssue, type Issue } from './issue.ts'
import { detectWorkbook } from './xlsx/detect-workbook.ts'

/** The first bytes of a file (64 KiB or more serve well) and its whole size. */
export type FirstBytes = { bytes: Uint8Array; size: number }

const sampleBytes = 262_144

/**
 * What a file is, judged by its content: endings lie. Never throws for what the file holds, only when it cannot be read.
 * From first bytes alone an xlsx is recognised but its sheets are not listed.
 * @example (await detectFile('orders.csv')).kind // 'delimited'
 */
export async function detectFile(source: string | FirstBytes): Promise<Detected> {
  if (typeof source !== 'string') return detectSample(Buffer.from(source.bytes), source.size, null)
  const { size } = await stat(source)
  const file = await open(source)
  try {
    const sample = await readAt(file, 0, Math.min(size, sampleBytes))
    // A character begun in the last bytes of the sample says nothing yet.
    const begun = Math.max(sample.length - 3, 0)
    const telling = hasOnlyAscii(sample.subarray(0, begun)) ? await firstBeyondAscii(file, begun, size) : null
    return await detectSample(sample, size, source, telling)
  } finally {
    await file.close()
  }
}

type Handle = Awaited<ReturnType<typeof open>>

async function readAt(file: Handle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(length), position })
  return buffer.subarray(0, bytesRead)
}

/** A list whose first Chinese name stands at row 5,000: the encoding shows only there. Reads at disk speed. */
async function firstBeyondAscii(file: Handle, from: number, size: number): Promise<Buffer | null> {
  const step = 1_048_576
  for (let position = from; position < size; position += step) {
    const piece = await readAt(file, position, Math.min(step, size - position))
    if (!hasOnlyAscii(piece)) return readAt(file, position + piece.findIndex((byte) => byte >= 0x80), 65_536)
  }
  return null
}

async function detectSample(
  sample: Buffer,
  size: number,
  path: string | null,
  telling: Buffer | null = null,
): Promise<Detected> {
  if (size === 0 || sample.every((byte) => byte === 9 || byte === 10 || byte === 13 || byte === 32))
    return refused('empty', 'emptyFile')
  if (startsWith(sample, [0x50, 0x4b, 3, 4]) || startsWith(sample, [0x50, 0x4b, 5, 6]))
    return detectWorkbook(path, sample)
  if (startsWith(sample, [0xd0, 0xcf, 0x11, 0xe0])) return detectOle(sample)
  if (hasBinaryMagic(sample)) return refused('binary', 'binaryFile')
  const guess = detectEncoding(sample)
  if (guess.binary) return refused('binary', 'binaryFile')
  const encoding = telling ? detectEncoding(telling) : guess
  const decode = decoderFor(encoding.encoding)
  const complete = sample.length >= size
  const text = decode(sample) + (complete ? decode(null) : '')
  if (text.trim() === '') return refused('empty', 'emptyFile')
  const issues: Issue[] = encoding.sure
    ? []
    : [fileIssue('encodingGuessed', 'warning', { encoding: encoding.encoding })]
  const { bom } = guess
  if (/^\s*(?:<\?xml|<!doctype|<html|<table|<meta|\{\s*"[^"]*"\s*:|\[\s*[[{]\s*")/i.test(text))
    return refused('markup', 'markupFile')
  if (/^\s*BEGIN:VCARD/i.test(text)) return { kind: 'vcard', encoding: encoding.encoding, bom, issues }
  const { records, delimiter, lineEnd, quote } = detectDialect(text, complete)
  const headerLine = detectHeaderLine(records)
  return {
    kind: 'delimited',
    encoding: encoding.encoding,
    bom,
    delimiter,
    lineEnd,
    quote: quote as '"' | "'",
    headerLine,
    header: (records[headerLine - 1] ?? []).map((name) => name.trim()),
    sample: records.slice(headerLine, headerLine + 100).filter((record) => !isBlank(record)),
    issues,
  }
}

function refused(kind: RefusedKind, code: Issue['code']): Refused {
  return { kind, issues: [fileIssue(code, 'error')] }
}

/** OLE2 holds old .xls, and .xlsx with a password (its directory names `EncryptedPackage` in UTF-16). */
function detectOle(sample: Buffer): Refused {
  const encrypted = sample.includes(Buffer.from('EncryptedPackage', 'utf16le'))
  return encrypted ? refused('encryptedXlsx', 'encryptedXlsx') : refused('legacyXls', 'legacyXls')
}

function hasBinaryMagic(sample: Buffer): boolean {
  return [
    [0x25, 0x50, 0x44, 0x46, 0x2d], // PDF
    [0x89, 0x50, 0x4e, 0x47],
    [0xff, 0xd8, 0xff], // JPEG
    [0x47, 0x49, 0x46, 0x38],
    [0x1f, 0x8b], // gzip
    [0x37, 0x7a, 0xbc, 0xaf], // 7z
    [0x52, 0x61, 0x72, 0x21], // RAR
    [0x7f, 0x45, 0x4c, 0x46], // ELF
    [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], // SQLite
  ].some((magic) => startsWith(sample, magic))
}

function startsWith(sample: Buffer, magic: number[]): boolean {
  return magic.every((byte, i) => sample[i] === byte)
}
