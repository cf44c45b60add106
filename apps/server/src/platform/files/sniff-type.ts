import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'

const sampleBytes = 64 * 1024
export const unknownType = 'application/octet-stream'

/** The media type by content. Text has no signature: what decodes as text is `text/plain`, or a text type if it is markup. */
export async function sniffType(path: string): Promise<string> {
  const found = await fileTypeFromFile(path)
  const sample = await beginningOf(path)
  // Markup first: SVG and HTML pass as XML or plain text, and both run scripts.
  const text = textOf(sample)
  if (text !== undefined) return markupType(text) ?? found?.mime ?? 'text/plain'
  return found?.mime ?? unknownType
}

async function beginningOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The sample as text, when it is text of one of the encodings customers' files come in. */
function textOf(sample: Buffer): string | undefined {
  const [first, second] = sample
  if (first === 0xff && second === 0xfe) return decoded(sample, 'utf-16le')
  if (first === 0xfe && second === 0xff) return decoded(sample, 'utf-16be')
  if (sample.includes(0)) return undefined
  return decoded(sample, 'utf-8') ?? decoded(sample, 'gb18030')
}

function decoded(sample: Buffer, encoding: string): string | undefined {
  try {
    // A character may be cut at the end of the sample: then it is a stream that goes on.
    const text = new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: sample.length === sampleBytes })
    return [...text.slice(0, 4_096)].some(isControl) ? undefined : text
  } catch {
    return undefined
  }
}

const allowedControls = new Set(['\t', '\n', '\r', '\f', '\u001b'])
const isControl = (character: string) => character < ' ' && !allowedControls.has(character)

function markupType(text: string): string | undefined {
  const start = text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .slice(0, 2_000)
  if (/<svg[\s>]/i.test(start) && start.startsWith('<')) return 'image/svg+xml'
  if (/^<(!doctype html|html|head|body|script|iframe)\b/i.test(start)) return 'text/html'
  if (start.startsWith('<?xml')) return 'application/xml'
  if (/^BEGIN:VCARD/i.test(start)) return 'text/vcard'
  return undefined
}
