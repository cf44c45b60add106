let table: Map<string, Buffer> | null = null

/** TextEncoder has no GB18030, so TextDecoder's is turned round; beyond the BMP the standard is linear. */
export function encodeGb18030(text: string): Buffer {
  table ??= buildTable()
  const pieces: Buffer[] = []
  for (const char of text) {
    const bytes = table.get(char) ?? beyondBmp(char)
    if (!bytes) throw new Error(`No GB18030 bytes for U+${char.codePointAt(0)?.toString(16)}`)
    pieces.push(bytes)
  }
  return Buffer.concat(pieces)
}

function buildTable(): Map<string, Buffer> {
  const map = new Map<string, Buffer>()
  for (let byte = 0; byte < 0x80; byte++) map.set(String.fromCharCode(byte), Buffer.from([byte]))
  const codes: number[][] = []
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codes.push([lead, trail])
  for (let a = 0x81; a <= 0x84; a++)
    for (let b = 0x30; b <= 0x39; b++)
      for (let c = 0x81; c <= 0xfe; c++) for (let d = 0x30; d <= 0x39; d++) codes.push([a, b, c, d])
  const decoded = new TextDecoder('gb18030').decode(Buffer.from(codes.flatMap((code) => [...code, 10]))).split('\n')
  for (const [i, char] of decoded.entries()) {
    const bytes = codes[i]
    if (bytes && [...char].length === 1 && char !== '\ufffd' && !map.has(char)) map.set(char, Buffer.from(bytes))
  }
  return map
}

function beyondBmp(char: string): Buffer | null {
  let index = (char.codePointAt(0) ?? 0) - 0x10000
  if (index < 0) return null
  const d = index % 10
  index = (index - d) / 10
  const c = index % 126
  index = (index - c) / 126
  const b = index % 10
  return Buffer.from([0x90 + (index - b) / 10, 0x30 + b, 0x81 + c, 0x30 + d])
}
