import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ReportLocale } from '@quayside/contract'
import type { CellValue } from '@quayside/tabular'
import pdfmake from 'pdfmake'
import type { Content, ContentTable, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { baseSizePt, columnWidths, paddingPt, pageFor } from './pdf-layout.ts'
import type { Report, ReportColumn, ReportTable } from './report.ts'

/** What stands on top of every page. */
export interface Letterhead {
  company: string
  /** PNG; other pictures cannot be drawn. */
  logo: Uint8Array | null
  /** When it was made, as the reader writes it. */
  madeAt: string
}

const words = {
  'zh-CN': { page: (page: number, of: number) => `第 ${page} 页，共 ${of} 页`, madeAt: '生成于' },
  en: { page: (page: number, of: number) => `Page ${page} of ${of}`, madeAt: 'Made' },
} as const

// Noto Sans SC, OFL-1.1; of it a file holds only the characters that stand in it.
const fonts = join(dirname(fileURLToPath(import.meta.resolve('@embedpdf/fonts-sc'))), '../fonts')

pdfmake.setFonts({
  Noto: { normal: join(fonts, 'NotoSansHans-Regular.otf'), bold: join(fonts, 'NotoSansHans-Bold.otf') },
})
// A report names no places outside itself.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts))

/** The report as PDF. Takes about 70 µs per cell: for the computing thread, not for the one that answers requests. */
export async function writePdf(report: Report, letterhead: Letterhead, locale: ReportLocale): Promise<Uint8Array> {
  const { logo } = letterhead
  const written = (drawn: Letterhead) => pdfmake.createPdf(definitionOf(report, drawn, locale)).getBuffer()
  // The figures matter more than a picture that is damaged.
  return logo ? written(letterhead).catch(() => written({ ...letterhead, logo: null })) : written(letterhead)
}

function definitionOf(report: Report, letterhead: Letterhead, locale: ReportLocale): TDocumentDefinitions {
  const tables = report.tables.map((table) => ({ table, texts: textsOf(table, locale) }))
  const widths = tables.map(({ texts }) => columnWidths(texts))
  const page = pageFor(widths)
  const told = words[locale]
  return {
    info: { title: report.title, author: letterhead.company, creator: 'Quayside' },
    language: locale,
    pageSize: page.size,
    pageOrientation: page.orientation,
    pageMargins: [paddingPt, 52, paddingPt, 36],
    defaultStyle: { font: 'Noto', fontSize: baseSizePt, color: '#1f2937' },
    header: () => headOf(report.title, letterhead),
    footer: (at, of) => ({
      margin: [paddingPt, 12, paddingPt, 0],
      color: '#6b7280',
      columns: [
        { text: `${told.madeAt} ${letterhead.madeAt}` },
        { text: told.page(at, of), alignment: 'right', width: 'auto' },
      ],
    }),
    content: [
      { text: report.title, fontSize: 17, bold: true, margin: [0, 0, 0, 4] },
      ...report.notes.map((text): Content => ({ text, color: '#4b5563', margin: [0, 0, 0, 1] })),
      ...tables.flatMap(({ table, texts }, at) => tableOf(table, texts, widths[at] ?? [], page.widthPt)),
    ],
  }
}

const headOf = (title: string, { company, logo }: Letterhead): Content => ({
  margin: [paddingPt, 18, paddingPt, 0],
  color: '#6b7280',
  columns: [
    ...(logo
      ? [{ stack: [{ image: asDataUrl(logo), fit: [90, 22] as [number, number] }], width: 'auto' as const }]
      : []),
    { text: company, bold: true, margin: [logo ? 8 : 0, 4, 0, 0] },
    { text: title, alignment: 'right', width: 'auto', margin: [0, 4, 0, 0] },
  ],
})

const asDataUrl = (png: Uint8Array) => `data:image/png;base64,${Buffer.from(png).toString('base64')}`

function tableOf(
  { title, columns }: ReportTable,
  texts: string[][],
  widths: readonly number[],
  roomPt: number,
): Content[] {
  const alignment = columns.map(
    ({ kind }) => (kind === 'text' || kind === 'day' ? 'left' : 'right') as 'left' | 'right',
  )
  const cell = (text: string, at: number) => ({ text, alignment: alignment[at] }) satisfies TableCell
  const [headers = [], ...rows] = texts
  const heading: Content = { text: title, fontSize: 11, bold: true, margin: [0, 14, 0, 4], headlineLevel: 1 }
  if (columns.length === 0) return [heading]
  const table: ContentTable = {
    table: {
      headerRows: 1,
      // A heading alone at the foot of a page helps nobody.
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: fitted(widths, roomPt),
      body: [headers.map((text, at) => ({ ...cell(text, at), bold: true })), ...rows.map((row) => row.map(cell))],
    },
    layout: {
      hLineWidth: (at) => (at === 1 ? 0.8 : 0.25),
      hLineColor: (at) => (at === 1 ? '#1f2937' : '#d1d5db'),
      vLineWidth: () => 0,
      fillColor: (at) => (at === 0 ? '#f3f4f6' : null),
      paddingLeft: () => 4,
      paddingRight: () => 4,
      paddingTop: () => 2.5,
      paddingBottom: () => 2.5,
    },
  }
  return [heading, table]
}

/** Columns take what they need, and narrow tables are not spread over the page; too wide ones shrink alike. */
function fitted(widths: readonly number[], roomPt: number): number[] {
  const room = roomPt - widths.length * 8
  const sum = widths.reduce((all, width) => all + width, 0)
  return sum <= room ? [...widths] : widths.map((width) => (width / sum) * room)
}

/** Headers first. */
const textsOf = ({ columns, rows }: ReportTable, locale: ReportLocale): string[][] => {
  const written = columns.map((column) => writerOf(column, locale))
  return [
    columns.map(({ header }) => header),
    ...rows.map((row) => columns.map((_, at) => written[at]?.(row[at] ?? null) ?? '')),
  ]
}

/** Figures as the reader writes them; a dash where there is none. */
function writerOf({ kind }: ReportColumn, locale: ReportLocale): (value: CellValue) => string {
  const options: Record<ReportColumn['kind'], Intl.NumberFormatOptions> = {
    text: {},
    day: {},
    count: { maximumFractionDigits: 0 },
    money: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
    share: { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 },
    number: { maximumFractionDigits: 4 },
  }
  const format = new Intl.NumberFormat(locale, options[kind])
  return (value) => {
    if (value === null || value === undefined) return '–'
    return typeof value === 'number' && kind !== 'text' && kind !== 'day' ? format.format(value) : String(value)
  }
}
