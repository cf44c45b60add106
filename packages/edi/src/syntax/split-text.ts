/** The parts of an element as it stands (one character for each byte), where some of its characters are released. */

/** Beyond, to put a text together from pieces takes longer than from its bytes. */
const mostPieced = 200

/** Without the release characters. */
export function released(raw: string, release: number): string {
  if (raw.length > mostPieced) return releasedBytes(Buffer.from(raw, 'latin1'), release)
  let text = ''
  let from = 0
  for (let i = 0; i < raw.length; i++)
    if (raw.charCodeAt(i) === release) {
      text += raw.slice(from, i)
      from = i + 1
      i++
    }
  return text + raw.slice(from)
}

function releasedBytes(bytes: Buffer, release: number): string {
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === release && ++at === bytes.length) break
    bytes[length++] = bytes[at] as number
  }
  return bytes.toString('latin1', 0, length)
}

/** Parts between separators that are not released. */
export function cut(raw: string, separator: number, release: number): string[] {
  if (separator < 0) return [raw]
  if (release < 0) return raw.split(String.fromCharCode(separator))
  const parts: string[] = []
  let from = 0
  for (let i = 0; i < raw.length; i++) {
    const byte = raw.charCodeAt(i)
    if (byte === release) i++
    else if (byte === separator) {
      parts.push(raw.slice(from, i))
      from = i + 1
    }
  }
  parts.push(raw.slice(from))
  return parts
}

export function nth(raw: string, separator: number, release: number, position: number): string {
  if (separator < 0) return position === 1 ? raw : ''
  if (release >= 0) return cut(raw, separator, release)[position - 1] ?? ''
  const character = String.fromCharCode(separator)
  let from = 0
  for (let at = 1; at < position; at++) {
    from = raw.indexOf(character, from) + 1
    if (from === 0) return ''
  }
  const to = raw.indexOf(character, from)
  return to < 0 ? raw.slice(from) : raw.slice(from, to)
}

const highByte = /[\u0080-\u00ff]/
const decoders = new Map<string, InstanceType<typeof TextDecoder>>()

/** `encoding` is a label of TextDecoder, for what holds bytes above 127. */
export function decoded(text: string, encoding: string): string {
  if (!highByte.test(text)) return text
  let decoder = decoders.get(encoding)
  if (decoder === undefined) {
    decoder = new TextDecoder(encoding)
    decoders.set(encoding, decoder)
  }
  return decoder.decode(Buffer.from(text, 'latin1'))
}
