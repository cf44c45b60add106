import type { Encoding } from '../detected.ts'
import type { ContentLine } from './content-lines.ts'

/** The value as text: transfer encoding undone, then its own charset, else that of the file. */
export function propertyText(
  line: ContentLine,
  fileEncoding: Encoding,
  onUnknownCharset: (charset: string) => void,
): string {
  const quoted = line.params.ENCODING?.some((encoding) => /^quoted-printable$/i.test(encoding)) ?? false
  const bytes = Buffer.from(quoted ? fromQuotedPrintable(line.value) : line.value, 'latin1')
  const charset = line.params.CHARSET?.[0]
  return charset === undefined
    ? decodeAs(bytes, fileEncoding)
    : decodeDeclared(bytes, charset, fileEncoding, onUnknownCharset)
}

/** Declarations lie too: text declared UTF-8 or ASCII that is not is read as the file is. */
function decodeDeclared(
  bytes: Buffer,
  charset: string,
  fileEncoding: Encoding,
  onUnknown: (charset: string) => void,
): string {
  try {
    const label = /^(us-)?ascii$/i.test(charset) ? 'utf-8' : charset
    return new TextDecoder(label, { fatal: /^utf-?8$/i.test(label) }).decode(bytes)
  } catch (error) {
    if (error instanceof RangeError) onUnknown(charset)
    return decodeAs(bytes, fileEncoding)
  }
}

function decodeAs(bytes: Buffer, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes)
}

function fromQuotedPrintable(text: string): string {
  return text.replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))).replace(/=$/, '')
}

/** Splits at the separator where no backslash escapes it, and unescapes. */
export function splitValue(text: string, separator: ';' | ','): string[] {
  const parts: string[] = []
  let part = ''
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? ''
    if (char === '\\' && i + 1 < text.length) part += char + (text[++i] ?? '')
    else if (char === separator) {
      parts.push(part)
      part = ''
    } else part += char
  }
  return [...parts, part].map(unescapeText)
}

/** RFC 6350 3.4; other backslashes (Windows paths in 2.1) stay. */
export function unescapeText(text: string): string {
  return text.replace(/\\([nN,;:\\])/g, (_, char) => (char === 'n' || char === 'N' ? '\n' : char)).trim()
}
