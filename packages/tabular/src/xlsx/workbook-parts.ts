import { fileIssue } from '../issue.ts'
import { attribute, eachTag, unescapeXml } from './xml-tags.ts'
import { WorkbookFault, type ZipArchive } from './zip-archive.ts'

export type WorkbookParts = {
  sheets: { name: string; part: string }[]
  date1904: boolean
  sharedStrings: string | null
  styles: string | null
}

/** Shared strings are held in memory while a sheet is read. */
const maxSharedStringBytes = 268_435_456
/** So are the lists of sheets and parts; real ones have kilobytes. */
const maxListBytes = 33_554_432

export async function readWorkbookParts(zip: ZipArchive): Promise<WorkbookParts> {
  const workbook =
    (await targets(zip, '_rels/.rels', '')).find((rel) => rel.type.endsWith('/officeDocument'))?.target ??
    'xl/workbook.xml'
  if (!zip.has(workbook)) throw new WorkbookFault(fileIssue('notXlsx', 'error'))
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1)
  const rels = await targets(zip, `${folder}_rels/${workbook.slice(folder.length)}.rels`, folder)
  const listed: { name: string; id: string }[] = []
  let date1904 = false
  refuseLarger(zip, workbook, maxListBytes)
  await eachTag(zip.read(workbook), (name, closing, _selfClosing, attributes) => {
    if (closing) return
    if (name === 'sheet')
      listed.push({ name: attribute(attributes, 'name') ?? '', id: attribute(attributes, 'id') ?? '' })
    if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')
  })
  const partOf = (ending: string) => rels.find((rel) => rel.type.endsWith(ending))?.target ?? null
  const worksheets = new Map(rels.filter((rel) => rel.type.endsWith('/worksheet')).map((rel) => [rel.id, rel.target]))
  const sheets = listed.flatMap(({ name, id }) => {
    const part = worksheets.get(id)
    return part && zip.has(part) ? [{ name, part }] : []
  })
  if (sheets.length === 0) throw new WorkbookFault(fileIssue('notXlsx', 'error'))
  return { sheets, date1904, sharedStrings: partOf('/sharedStrings'), styles: partOf('/styles') }
}

async function targets(
  zip: ZipArchive,
  rels: string,
  folder: string,
): Promise<{ id: string; type: string; target: string }[]> {
  const found: { id: string; type: string; target: string }[] = []
  refuseLarger(zip, rels, maxListBytes)
  await eachTag(zip.read(rels), (name, closing, _selfClosing, attributes) => {
    if (name !== 'Relationship' || closing) return
    const type = attribute(attributes, 'Type') ?? ''
    const target = partPath(attribute(attributes, 'Target') ?? '', folder)
    if (target !== undefined) found.push({ id: attribute(attributes, 'Id') ?? '', type, target })
    else if (leads.test(type)) throw new WorkbookFault(fileIssue('brokenXlsx', 'error', { reason: 'relation' }))
  })
  return found
}

/** Relations without which nothing can be read; of others (a link to a page) a faulty one does not matter. */
const leads = /\/(?:officeDocument|worksheet|sharedStrings|styles)$/

/** Name of the part within the archive; undefined for what is no path. */
function partPath(target: string, folder: string): string | undefined {
  try {
    const path = target.startsWith('/')
      ? target.slice(1)
      : new URL(folder + target, 'zip:/').pathname.replace(/^\//, '')
    return decodeURI(path)
  } catch {
    return undefined
  }
}

function refuseLarger(zip: ZipArchive, part: string, limit: number): void {
  const size = zip.size(part)
  if (size > limit) throw new WorkbookFault(fileIssue('zipBomb', 'error', { size, limit }))
}

/** Rich text is joined, phonetic guides (rPh) are left out. */
export async function readSharedStrings(zip: ZipArchive, part: string | null): Promise<string[]> {
  if (part === null) return []
  refuseLarger(zip, part, maxSharedStringBytes)
  const strings: string[] = []
  let current = ''
  let phonetic = false
  await eachTag(zip.read(part), (name, closing, selfClosing, _attributes, text) => {
    if ((name === 't' || name === '#text') && !closing && !phonetic) current += text
    else if (name === 'rPh') phonetic = !closing && !selfClosing
    else if (name === 'si' && (closing || selfClosing)) {
      strings.push(cellText(current))
      current = ''
    }
  })
  return strings
}

/** `_x000D_` is how Excel writes characters XML cannot hold. */
export function cellText(escaped: string): string {
  const text = unescapeXml(escaped)
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}
