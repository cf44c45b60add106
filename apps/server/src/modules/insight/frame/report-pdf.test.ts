import { buffer } from 'node:stream/consumers'
import type { ReportLocale } from '@quayside/contract'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import type { Report } from './report.ts'
import { reportFile } from './report-file.ts'
import type { Letterhead } from './report-pdf.ts'

const letterhead: Letterhead = { company: '驿客国际物流', logo: null, madeAt: '2026年11月22日' }

const reportOf = (rows: number, more = 0): Report => ({
  title: '构成分析',
  notes: ['期间：2025-11-23 至 2026-11-22。币种：CNY。'],
  tables: [
    {
      title: '构成',
      columns: [
        { header: '客户', kind: 'text' },
        { header: '月份', kind: 'day' },
        { header: '订单', kind: 'count' },
        { header: '收入', kind: 'money' },
        { header: '毛利率', kind: 'share' },
        ...Array.from({ length: more }, (_, at) => ({ header: `列 ${at}`, kind: 'number' as const })),
      ],
      rows: Array.from({ length: rows }, (_, at) => [
        `宁波远洋運輸 ${at}`,
        '2026-03-01',
        at + 1_000,
        at === 1 ? null : 1_234_567.5,
        0.1234,
        ...Array.from({ length: more }, (_, column) => column + 0.25),
      ]),
    },
    { title: '按月', columns: [{ header: '月份', kind: 'day' }], rows: [['2026-01-01']] },
  ],
})

async function pdfOf(report: Report, locale: ReportLocale = 'zh-CN', head = letterhead) {
  const bytes = await buffer(await reportFile(report, 'pdf', locale, head))
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const { text } = await extractText(document, { mergePages: false })
  const [, , width = 0, height = 0] = (await document.getPage(1)).view
  return { bytes, pages: text, width, height }
}

test('what stands in a PDF can be read back, Chinese and figures as the reader writes them', async () => {
  const { pages, bytes, width, height } = await pdfOf(reportOf(3))
  expect(pages).toHaveLength(1)
  for (const text of [
    '驿客国际物流',
    '构成分析',
    '期间：2025-11-23',
    '宁波远洋運輸 2',
    '1,234,567.50',
    '12.3%',
    '1,002',
    '按月',
  ])
    expect(pages[0]).toContain(text)
  expect(pages[0]).toContain('第 1 页，共 1 页')
  expect(pages[0]).toContain('–')
  expect(width).toBeLessThan(height)
  // Of two fonts of 8 MB each only what is used.
  expect(bytes.length).toBeLessThan(100_000)
})

test('a long table goes on over pages, each under the same header, with every row once', async () => {
  const { pages } = await pdfOf(reportOf(200), 'en')
  expect(pages.length).toBeGreaterThan(3)
  for (const page of pages.slice(0, -1)) expect(page).toContain('毛利率')
  const found = pages.join('\n').matchAll(/宁波远洋運輸 (\d+)/g)
  expect([...found].map(([, at]) => Number(at))).toEqual(Array.from({ length: 200 }, (_, at) => at))
  expect(pages.at(-1)).toContain(`Page ${pages.length} of ${pages.length}`)
})

test('a wide table lies on a wide page', async () => {
  const wide = await pdfOf(reportOf(2, 8))
  expect(wide.width).toBeGreaterThan(wide.height)
  const wider = await pdfOf(reportOf(2, 60))
  expect(wider.width).toBeGreaterThan(wide.width)
  expect(wider.pages.join('')).toContain('列 59')
})

test('a report without rows, without tables or with a damaged logo is a report all the same', async () => {
  expect((await pdfOf(reportOf(0))).pages[0]).toContain('毛利率')
  expect((await pdfOf({ title: 'Empty', notes: [], tables: [] }, 'en')).pages[0]).toContain('Empty')
  const logo = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
  expect((await pdfOf(reportOf(1), 'en', { ...letterhead, logo })).pages[0]).toContain('驿客国际物流')
})

test('5,000 rows hold up nobody, and what nobody would read is refused', async () => {
  let turns = 0
  const beside = setInterval(() => turns++, 5)
  const before = process.cpuUsage()
  const bytes = await buffer(await reportFile(reportOf(5_000), 'pdf', 'en', letterhead))
  clearInterval(beside)
  expect(bytes.length).toBeGreaterThan(100_000)
  // In some seconds of work the thread that answers requests went round hundreds of times.
  expect(turns).toBeGreaterThan(50)
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(8)
  await expect(reportFile(reportOf(30_001), 'pdf', 'en', letterhead)).rejects.toThrow('Choose XLSX or CSV')
})
