import { inflateSync } from 'node:zlib'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Of its pixels; a picture that unfolds to more is no logo. */
const largestBytes = 64_000_000

/** Width ÷ height of a PNG. */
export function proportionOf(bytes: Uint8Array): number {
  const png = Buffer.from(bytes)
  return png.readUInt32BE(16) / png.readUInt32BE(20)
}

/**
 * Whether the pixels of a PNG can be unfolded. Who draws it does so at his leisure and fails where nobody can catch it; the figures
 * matter more than a picture that is damaged.
 */
export function isReadablePng(bytes: Uint8Array): boolean {
  const png = Buffer.from(bytes)
  if (!png.subarray(0, 8).equals(signature)) return false
  const pixels: Buffer[] = []
  let at = 8
  let type = ''
  while (type !== 'IEND') {
    if (at + 12 > png.length) return false
    const length = png.readUInt32BE(at)
    type = png.toString('latin1', at + 4, at + 8)
    if (at + 12 + length > png.length) return false
    if (type === 'IDAT') pixels.push(png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  try {
    return inflateSync(Buffer.concat(pixels), { maxOutputLength: largestBytes }).length > 0
  } catch {
    return false
  }
}
