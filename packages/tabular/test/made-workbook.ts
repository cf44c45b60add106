import { contentTypes, rootRels, workbookRels } from '../src/write/workbook-xml.ts'
import { zipStream } from '../src/write/zip-stream.ts'
import { collect } from './read-all.ts'

type Parts = { sheet: string; styles?: string; strings?: string; workbook?: string }

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** A workbook with one sheet made of raw XML, for what no library writes. */
export function aWorkbook({ sheet, styles = '', strings = '', workbook = '' }: Parts): Promise<Buffer> {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const rels = workbookRels(1).replace(
    '</Relationships>',
    `<Relationship Id="rId9" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  )
  const parts: [string, string][] = [
    ['[Content_Types].xml', contentTypes(1)],
    ['_rels/.rels', rootRels],
    [
      'xl/workbook.xml',
      workbook ||
        `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', rels],
    ['xl/styles.xml', styles || `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>`],
    ['xl/sharedStrings.xml', `<sst xmlns="${main}">${strings}</sst>`],
    ['xl/worksheets/sheet1.xml', `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`],
  ]
  return aZip(parts.map(([name, text]) => [name, [text]]))
}

export function aZip(parts: [name: string, content: Iterable<string>][]): Promise<Buffer> {
  const source = async function* () {
    for (const [name, content] of parts) yield { name, content }
  }
  return collect(zipStream(source()))
}
