import { isAscii, isUtf8 } from 'node:buffer'
import type { Encoding } from '../detected.ts'
import { incompleteUtf8Tail } from './decode.ts'

export type EncodingGuess = {
  encoding: Encoding
  bom: boolean
  /** False: nothing but probability speaks for it, the user should look at the preview. */
  sure: boolean
  /** True when the bytes are no text in any encoding known here. */
  binary: boolean
}

/** From a sample of the file, which may end in the middle of a character. */
export function detectEncoding(sample: Buffer): EncodingGuess {
  const bom = byteOrderMark(sample)
  if (bom) return { encoding: bom, bom: true, sure: true, binary: false }
  const utf16 = utf16WithoutBom(sample)
  if (utf16) return { encoding: utf16, bom: false, sure: true, binary: false }
  const whole = sample.subarray(0, sample.length - incompleteUtf8Tail(sample))
  if (isUtf8(whole)) return { encoding: 'utf-8', bom: false, sure: true, binary: controlShare(whole) > 0.3 }
  if (controlShare(sample) > 0.02) return { encoding: 'gb18030', bom: false, sure: false, binary: true }
  if (isMostlyUtf8(whole)) return { encoding: 'utf-8', bom: false, sure: false, binary: false }
  const encoding = looksChinese(sample) ? 'gb18030' : 'windows-1252'
  return { encoding, bom: false, sure: encoding === 'gb18030', binary: false }
}

export function hasOnlyAscii(bytes: Uint8Array): boolean {
  return isAscii(bytes)
}

function byteOrderMark(b: Buffer): Encoding | null {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return 'utf-8'
  if (b[0] === 0xff && b[1] === 0xfe) return 'utf-16le'
  if (b[0] === 0xfe && b[1] === 0xff) return 'utf-16be'
  if (b[0] === 0x84 && b[1] === 0x31 && b[2] === 0x95 && b[3] === 0x33) return 'gb18030'
  return null
}

/**
 * Line ends, delimiters and digits have a NUL byte in UTF-16 whatever the language; which side it is on tells the byte
 * order. Chinese text has few, so both readings are also judged by how usual their characters are.
 */
function utf16WithoutBom(sample: Buffer): Encoding | null {
  let even = 0
  let odd = 0
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) i & 1 ? odd++ : even++
  const share = (even + odd) / Math.max(sample.length, 1)
  if (sample.length < 4 || share < 0.005) return null
  const le = usualShare(sample, false)
  const be = usualShare(sample, true)
  const mostlyAscii = share > 0.25 && Math.max(even, odd) > 9 * Math.min(even, odd)
  if (!mostlyAscii && isUtf8(sample.subarray(0, sample.length - incompleteUtf8Tail(sample)))) return null
  if (Math.max(le, be) < 0.9) return null
  return le >= be ? 'utf-16le' : 'utf-16be'
}

/** Share of UTF-16 units that are printable ASCII, Latin, CJK, kana or full-width, or halves of a proper pair. */
function usualShare(sample: Buffer, bigEndian: boolean): number {
  const units = sample.length >> 1
  let usual = 0
  let highPending = false
  for (let i = 0; i < units; i++) {
    const at = i * 2
    const unit = bigEndian ? sample.readUInt16BE(at) : sample.readUInt16LE(at)
    const low = unit >= 0xdc00 && unit <= 0xdfff
    if (low ? highPending : isUsual(unit)) usual += low ? 2 : 1
    highPending = unit >= 0xd800 && unit <= 0xdbff
  }
  return usual / Math.max(units, 1)
}

function isUsual(unit: number): boolean {
  if (unit < 0x20) return unit === 9 || unit === 10 || unit === 13 || unit === 1 || unit === 0x1f
  return (
    (unit < 0x250 && (unit < 0x7f || unit > 0x9f)) ||
    (unit >= 0x370 && unit < 0x530) ||
    (unit >= 0x2010 && unit < 0x2070) ||
    (unit >= 0x3000 && unit < 0xa000) ||
    (unit >= 0xff00 && unit < 0xfff0)
  )
}

/** The most frequent control character is left out: it may be the delimiter of a text file. */
function controlShare(bytes: Buffer): number {
  const counts = new Array<number>(32).fill(0)
  for (const byte of bytes) if (byte < 32) counts[byte] = (counts[byte] ?? 0) + 1
  for (const usual of [9, 10, 12, 13]) counts[usual] = 0
  const total = counts.reduce((sum, n) => sum + n, 0)
  return (total - Math.max(...counts.slice(1))) / Math.max(bytes.length, 1)
}

/** A UTF-8 file with a few damaged bytes must not be read as GB18030 whole. */
function isMostlyUtf8(bytes: Buffer): boolean {
  let good = 0
  let bad = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    if (byte < 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1
    if (length > 1 && isUtf8(bytes.subarray(i, i + length)) && i + length <= bytes.length) {
      good++
      i += length - 1
    } else bad++
  }
  return good > 5 * bad
}

/**
 * In Chinese text nearly every byte pair is high-high; in Western text a lone high byte stands between letters, and the
 * pair it would form has an ASCII second byte or is none at all.
 */
function looksChinese(sample: Buffer): boolean {
  let pairs = 0
  let lone = 0
  for (let i = 0; i < sample.length - 1; i++) {
    const byte = sample[i] ?? 0
    if (byte < 0x80) continue
    const next = sample[i + 1] ?? 0
    const fourBytes = next >= 0x30 && next <= 0x39 && (sample[i + 2] ?? 0x81) >= 0x81
    if (next >= 0x80 || fourBytes) pairs++
    else lone++
    i += next >= 0x80 ? 1 : fourBytes ? 3 : 0
  }
  return pairs > lone
}
