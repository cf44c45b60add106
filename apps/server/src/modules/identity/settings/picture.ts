import { Refusal } from '../../../platform/refusal.ts'

export const logoBytesAtMost = 512 * 1024

export interface Picture {
  type: 'image/png' | 'image/webp' | 'image/svg+xml'
  bytes: Buffer
}

/** Judges a picture by what it is, not by what its sender calls it. SVG that could run or fetch anything is refused, not mended. */
export function checkPicture(bytes: Buffer): Picture {
  if (bytes.length > logoBytesAtMost) throw tooLarge()
  if (bytes.subarray(0, 8).equals(pngStart)) return { type: 'image/png', bytes }
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
    return { type: 'image/webp', bytes }
  const text = asText(bytes)
  if (text !== null && beginsWithSvg(text)) {
    const fault = unsafeInSvg(text)
    if (fault) throw new Refusal('unsafeSvg', 422, `The SVG holds ${fault}. Export it as plain SVG, or use PNG.`)
    return { type: 'image/svg+xml', bytes }
  }
  throw new Refusal('unsupportedPicture', 415, 'Use a PNG, WebP or SVG picture.')
}

export const tooLarge = () => new Refusal('pictureTooLarge', 413, 'The picture is larger than 512 kB.')

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Behind blanks, declaration and comments; step by step, since one pattern for all of them tries every way to part them, for hours. */
function beginsWithSvg(text: string): boolean {
  for (let at = 0; ; ) {
    const end = notBlank(text, at)
    const closing = text.startsWith('<?xml', end) ? '?>' : text.startsWith('<!--', end) ? '-->' : null
    if (closing === null) return /^<svg[\s>]/.test(text.slice(end, end + 5))
    const closed = text.indexOf(closing, end + 4)
    if (closed < 0) return false
    at = closed + closing.length
  }
}

function notBlank(text: string, from: number): number {
  let at = from
  while (/\s/.test(text.charAt(at))) at++
  return at
}

function asText(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Elements of still drawing; whatever is not among them is refused. */
const drawing = new Set(
  'svg g defs title desc metadata path rect circle ellipse line polyline polygon text tspan textPath use symbol clipPath mask pattern linearGradient radialGradient stop filter feGaussianBlur feOffset feBlend feColorMatrix feComposite feFlood feMerge feMergeNode feMorphology marker style switch view'.split(
    ' ',
  ),
)

/** What in the drawing could act or fetch; null when nothing. */
function unsafeInSvg(text: string): string | null {
  if (/<!DOCTYPE|<!ENTITY|<\?xml-stylesheet/i.test(text)) return 'a document type, entities or a style sheet reference'
  // A prefix could stand for any namespace, so elements with one are refused whatever they are called.
  for (const [, name = ''] of text.matchAll(/<[\s/]*([A-Za-z_][\w:.-]*)/g))
    if (!drawing.has(name)) return `the element ${name}`
  if (/[\s"'/]on[a-z]+\s*=/i.test(text)) return 'an event handler'
  if (/&#|javascript:|data:(?!image\/(png|jpeg|webp))|@import|expression\s*\(/i.test(text))
    return 'a hidden or active reference'
  for (const [, , target = ''] of text.matchAll(/(href|src)\s*=\s*["']?([^"'\s>]*)/gi))
    if (!target.startsWith('#')) return `the outside reference ${target.slice(0, 80)}`
  for (const [, target = ''] of text.matchAll(/url\(\s*["']?([^"')\s]*)/gi))
    if (!target.startsWith('#')) return `the outside reference ${target.slice(0, 80)}`
  return null
}
