import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { ReportLocale } from '@quayside/contract'
import type { CellValue } from '@quayside/tabular'
import PDFDocument from 'pdfkit'
import { baseSizePt, columnWidths, fitting, paddingPt, pageFor, roomOf } from './pdf-layout.ts'
import { type PdfDocument, penOf } from './pdf-pen.ts'
import { beginSheets, colours, type Pens } from './pdf-sheet.ts'
import { drawTable, type TextTable } from './pdf-table.ts'
import { isReadablePng, proportionOf } from './png.ts'
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
  'zh-CN': { page: (page: number, of: number) => `第 ${page} 页，共 ${of} 页`, madeAt: '生成于', goesOn: '（续）' },
  en: { page: (page: number, of: number) => `Page ${page} of ${of}`, madeAt: 'Made', goesOn: '(continued)' },
} as const

// Noto Sans SC, OFL-1.1; of it a file holds only the characters that stand in it.
const folder = join(dirname(fileURLToPath(import.meta.resolve('@embedpdf/fonts-sc'))), '../fonts')
let fonts: { plain: Buffer; bold: Buffer } | undefined
const fontsRead = () => {
  fonts ??= {
    plain: readFileSync(join(folder, 'NotoSansHans-Regular.otf')),
    bold: readFileSync(join(folder, 'NotoSansHans-Bold.otf')),
  }
  return fonts
}

/** The report as PDF. Takes about 10 µs per cell: for the computing thread, not for the one that answers requests. */
export async function writePdf(report: Report, letterhead: Letterhead, locale: ReportLocale): Promise<Uint8Array> {
  const document = new PDFDocument({
    autoFirstPage: false,
    // None: the first would be one of those that know no Chinese.
    font: null as unknown as string,
    lang: locale,
    displayTitle: true,
    info: { Title: report.title, Author: letterhead.company, Creator: 'Quayside' },
  })
  const { plain, bold } = fontsRead()
  document.registerFont('plain', plain).registerFont('bold', bold)
  const raw = document as unknown as PdfDocument
  const pen = (font: string) => penOf(raw, font, locale !== 'en')
  const pens: Pens = { plain: pen('plain'), bold: pen('bold') }
  const written = buffer(document)
  const sheets = layOut(report, pens, locale)
  const { page, pages } = sheets
  const logo = letterhead.logo && isReadablePng(letterhead.logo) ? letterhead.logo : null
  const picture = logo && asDataUrl(logo)
  const logoPt = logo ? Math.min(logoBox[0], logoBox[1] * proportionOf(logo)) + 8 : 0
  for (const [at, operators] of pages.entries()) {
    document.addPage({ size: [page.widthPt, page.heightPt], margin: 0 })
    if (picture) document.image(picture, paddingPt, 16, { fit: logoBox })
    for (const pen of Object.values(pens)) pen.lay()
    const around = headAndFoot(report.title, letterhead, pens, page, logoPt, words[locale], at + 1, pages.length)
    // The library counts from the top; text would stand on its head.
    raw.addContent(`q 1 0 0 -1 0 ${page.heightPt} cm\n${around}${operators}Q`)
  }
  document.end()
  return written
}

function layOut(report: Report, pens: Pens, locale: ReportLocale) {
  const measure = pens.plain.measure(baseSizePt)
  const tables = report.tables.map((table): TextTable => {
    const texts = textsOf(table, locale)
    const toRight = table.columns.map(({ kind }) => kind !== 'text' && kind !== 'day')
    return { title: table.title, texts, toRight, widths: columnWidths(texts, measure), sizePt: baseSizePt }
  })
  const page = pageFor(tables.map(({ widths }) => widths))
  const sheets = beginSheets(page, pens)
  sheets.paragraph(report.title, { sizePt: 17, bold: true })
  sheets.move(4)
  for (const note of report.notes) sheets.paragraph(note, { colour: colours.muted, gapPt: 1 })
  for (const table of tables) drawTable(sheets, pens, scaled(table, fitting(table.widths, page)), words[locale].goesOn)
  for (const [at, line] of (report.closing ?? []).entries()) sheets.paragraph(line, { gapPt: at === 0 ? 10 : 2 })
  return sheets
}

const scaled = (table: TextTable, by: number): TextTable => ({
  ...table,
  sizePt: table.sizePt * by,
  widths: table.widths.map((width) => width * by),
})

const logoBox: [widthPt: number, heightPt: number] = [90, 22]

/** By this name the library knows the picture again on the next page, and keeps it once. */
const asDataUrl = (png: Uint8Array) => `data:image/png;base64,${Buffer.from(png).toString('base64')}`

function headAndFoot(
  title: string,
  { company, madeAt }: Letterhead,
  { plain, bold }: Pens,
  page: { widthPt: number; heightPt: number },
  logoPt: number,
  told: (typeof words)[ReportLocale],
  at: number,
  of: number,
): string {
  const sizePt = baseSizePt
  const right = (text: string) => paddingPt + roomOf(page) - plain.measure(sizePt)(text)
  const top = page.heightPt - 32
  const number = told.page(at, of)
  return (
    `BT ${colours.muted} rg ${bold.take(sizePt)}${bold.show(company, paddingPt + logoPt, top)}` +
    `${plain.take(sizePt)}${plain.show(title, right(title), top)}${plain.show(`${told.madeAt} ${madeAt}`, paddingPt, 20)}` +
    `${plain.show(number, right(number), 20)}ET\n`
  )
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
