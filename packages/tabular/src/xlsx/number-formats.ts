import { attribute, eachTag } from './xml-tags.ts'

export type CellKind = 'general' | 'date' | 'time' | 'dateTime' | 'duration'

/** ECMA-376 18.8.30: built-in formats; 27–36 and 50–58 are dates in East Asian locales. */
const builtIn = new Map<number, CellKind>([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'date'] as const),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map((id) => [id, 'time'] as const),
  [22, 'dateTime'],
  [46, 'duration'],
])

/** What the cells of each style (attribute `s`) show. */
export async function readCellKinds(styles: AsyncIterable<Buffer>): Promise<CellKind[]> {
  const custom = new Map<number, CellKind>()
  const kinds: CellKind[] = []
  let inCellXfs = false
  await eachTag(styles, (name, closing, _selfClosing, attributes) => {
    if (name === 'cellXfs') inCellXfs = !closing
    else if (name === 'numFmt' && !closing) {
      custom.set(Number(attribute(attributes, 'numFmtId')), kindOfFormat(attribute(attributes, 'formatCode') ?? ''))
    } else if (name === 'xf' && inCellXfs && !closing) {
      const id = Number(attribute(attributes, 'numFmtId') ?? 0)
      kinds.push(custom.get(id) ?? builtIn.get(id) ?? 'general')
    }
  })
  return kinds
}

/** @example kindOfFormat('[$-804]yyyy"年"m"月"d"日"') // 'date' */
export function kindOfFormat(code: string): CellKind {
  const first = code.split(';')[0] ?? ''
  if (/\[(h+|m+|s+)\]/i.test(first)) return 'duration'
  const marks = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general/gi, '').toLowerCase()
  if (/[0#?]/.test(marks.replace(/s\.0+/, ''))) return 'general'
  const date = /[yd]|e(?![+-])|g{1,3}/.test(marks)
  const time = /[hs]/.test(marks)
  if (date && time) return 'dateTime'
  if (date) return 'date'
  if (time) return 'time'
  return /m/.test(marks) ? 'date' : 'general'
}
