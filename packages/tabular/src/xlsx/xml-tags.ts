import { fileIssue } from '../issue.ts'
import { WorkbookFault } from './zip-archive.ts'

/** `name` without its prefix, '#text' for a CDATA section; `attributes` as raw text; `text` is what follows the tag, still escaped. */
export type OnTag = (name: string, closing: boolean, selfClosing: boolean, attributes: string, text: string) => void

/**
 * Cuts XML given in pieces into tags, enough for the flat parts of a workbook; entities are not declared there, so none
 * is expanded (no "billion laughs"). A piece may end anywhere.
 */
export async function eachTag(pieces: AsyncIterable<Buffer>, onTag: OnTag): Promise<void> {
  for await (const _ of tagPieces(pieces, onTag));
}

/** A tag with the text behind it, in characters. A cell holds 32,767; what has no end would be searched again with every piece. */
const longestTag = 4_194_304

/** Yields after each piece, so that a caller may hand on what `onTag` gathered. */
export async function* tagPieces(pieces: AsyncIterable<Buffer>, onTag: OnTag): AsyncGenerator<number> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of pieces) {
    rest = cutTags(rest + decoder.decode(piece, { stream: true }), onTag, false)
    if (rest.length > longestTag) throw new WorkbookFault(fileIssue('brokenXlsx', 'error', { reason: 'endless tag' }))
    yield piece.length
  }
  cutTags(rest + decoder.decode(), onTag, true)
  yield 0
}

/** Answers what must wait for the next piece: the last tag with the text behind it. */
function cutTags(xml: string, onTag: OnTag, final: boolean): string {
  let open = xml.indexOf('<')
  while (open !== -1) {
    const special = xml.charCodeAt(open + 1)
    const end = special === 33 ? declarationEnd(xml, open) : xml.indexOf('>', open + 1)
    if (end === -1) break
    const next = xml.indexOf('<', end + 1)
    if (next === -1 && !final) break
    const stop = next === -1 ? xml.length : next
    if (special !== 33 && special !== 63) tag(xml, open, end, stop, onTag)
    else if (xml.startsWith('<![CDATA[', open)) onTag('#text', false, false, '', cdata(xml, open, end, stop))
    open = next
  }
  return open === -1 ? '' : xml.slice(open)
}

/** Escaped, as all text is handed on. */
function cdata(xml: string, open: number, end: number, stop: number): string {
  return xml.slice(open + 9, end - 2).replaceAll('&', '&amp;') + xml.slice(end + 1, stop)
}

/** Comments and CDATA may hold '>'. */
function declarationEnd(xml: string, open: number): number {
  const mark = xml.startsWith('<!--', open) ? '-->' : xml.startsWith('<![CDATA[', open) ? ']]>' : '>'
  const end = xml.indexOf(mark, open + 2)
  return end === -1 ? -1 : end + mark.length - 1
}

function tag(xml: string, open: number, end: number, next: number, onTag: OnTag): void {
  const closing = xml.charCodeAt(open + 1) === 47
  const selfClosing = xml.charCodeAt(end - 1) === 47
  const start = closing ? open + 2 : open + 1
  const stop = selfClosing ? end - 1 : end
  let nameEnd = start
  let nameStart = start
  for (; nameEnd < stop; nameEnd++) {
    const code = xml.charCodeAt(nameEnd)
    if (code === 32 || code === 10 || code === 13 || code === 9) break
    if (code === 58) nameStart = nameEnd + 1
  }
  onTag(xml.slice(nameStart, nameEnd), closing, selfClosing, xml.slice(nameEnd, stop), xml.slice(end + 1, next))
}

/** Value of an attribute, unescaped; its prefix does not matter. */
export function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : undefined
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return named[name] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
