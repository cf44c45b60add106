import { monitorEventLoopDelay } from 'node:perf_hooks'
import { buffer } from 'node:stream/consumers'
import { crc32, deflateSync } from 'node:zlib'
import type { ReportLocale } from '@quayside/contract'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import type { Letterhead } from '../../../platform/reports/report-pdf.ts'
import type { Report, ReportTable } from './report.ts'
import { reportFile } from './report-file.ts'

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

const oneCell = (text: string): Report => ({
  title: 'x',
  notes: [],
  tables: [{ title: 'y', columns: [{ header: 'z', kind: 'text' }], rows: [[text]] }],
})

/** Of 64 × 64 grey pixels. */
function pngWith(pixels: Buffer): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const header = Buffer.from([0, 0, 0, 64, 0, 0, 0, 64, 8, 0, 0, 0, 0])
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([start, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

async function pdfOf(report: Report, locale: ReportLocale = 'zh-CN', head = letterhead) {
  const bytes = await buffer(await reportFile(report, 'pdf', locale, head))
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const { text } = await extractText(document, { mergePages: false })
  const page = await document.getPage(1)
  const [, , width = 0, height = 0] = page.view
  const items = (await page.getTextContent()).items.filter((item) => 'str' in item)
  /** Where a text of the first page ends. */
  const right = (text: string) => {
    const found = items.find(({ str }) => str === text)
    return (found?.transform[4] ?? Number.NaN) + (found?.width ?? 0)
  }
  return { bytes, pages: text, width, height, right }
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

test('a wide table lies on a wide page, and what is wider still goes on below under the first column', async () => {
  const wide = await pdfOf(reportOf(2, 14))
  expect(wide.width).toBeGreaterThan(wide.height)
  const wider = await pdfOf(reportOf(2, 60))
  // A3 across: no printer takes more.
  expect([wider.width, wider.height].map(Math.round)).toEqual([1191, 842])
  const text = wider.pages.join('')
  for (const at of [0, 30, 59]) expect(text).toContain(`列 ${at}`)
  expect(text.match(/宁波远洋運輸 0/g)?.length).toBe(text.match(/客户/g)?.length)
  expect(text).toContain('（续）')
})

test('figures end where their column ends, a minus before them', async () => {
  const report = reportOf(3)
  const rows = [-1_234_567.5, 1, -0.005].map((amount) => ['A', '2026-03-01', 1, amount, -0.1234])
  const { right } = await pdfOf({ ...report, tables: [{ ...(report.tables[0] as ReportTable), rows }] }, 'en')
  const ends = ['-1,234,567.50', '1.00', '-0.01'].map((text) => right(text))
  for (const end of ends) expect(end).toBeCloseTo(ends[0] ?? 0, 1)
  expect(ends[0]).toBeGreaterThan(100)
})

test('a text longer than its column is broken into lines, one longer than a page is cut', async () => {
  const name = '宁波远洋国际货运代理有限公司浙江分公司'.repeat(3)
  const broken = await pdfOf(oneCell(name))
  expect(broken.pages.join('').replaceAll('\n', '')).toContain(name)
  const cut = await pdfOf(oneCell(`${'长'.repeat(20_000)}末`))
  expect(cut.pages).toHaveLength(2)
  expect(cut.pages[1]).toContain('…')
  expect(cut.pages[1]).not.toContain('末')
  // The headings went along with the row that they head.
  expect(cut.pages[0]).not.toContain('z')
  expect((await pdfOf(oneCell('one\u0000two\nthree'))).pages[0]).toContain('one two three')
})

test('a report without rows, without tables or with a damaged logo is a report all the same', async () => {
  expect((await pdfOf(reportOf(0))).pages[0]).toContain('毛利率')
  expect((await pdfOf({ title: 'Empty', notes: [], tables: [] }, 'en')).pages[0]).toContain('Empty')
  for (const damaged of [pngWith(Buffer.from('no pixels')), pngWith(Buffer.alloc(0)), Uint8Array.from([0x89, 0x50])])
    expect((await pdfOf(reportOf(1), 'en', { ...letterhead, logo: damaged })).pages[0]).toContain('驿客国际物流')
})

test('the logo is in the file once, however many pages show it', async () => {
  const noise = Buffer.from(Array.from({ length: 65 * 64 }, (_, at) => (at % 65 === 0 ? 0 : (at * 7_919) % 256)))
  const logo = pngWith(deflateSync(noise))
  const plain = await pdfOf(reportOf(200))
  const drawn = await pdfOf(reportOf(200), 'zh-CN', { ...letterhead, logo })
  expect(drawn.bytes.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(1)
  expect(drawn.bytes.length - plain.bytes.length).toBeLessThan(2 * logo.length + 2_000)
})

test('5,000 rows are a second of work, and hold up nobody; what nobody would read is refused', async () => {
  await pdfOf(reportOf(1))
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const before = { all: process.cpuUsage(), here: process.threadCpuUsage() }
  delay.enable()
  const bytes = await buffer(await reportFile(reportOf(5_000), 'pdf', 'en', letterhead))
  delay.disable()
  const [all, here] = [process.cpuUsage(before.all), process.threadCpuUsage(before.here)]
  expect(bytes.length).toBeGreaterThan(100_000)
  // Measured: 0.3 s in all, 0.01 s of it here.
  expect((all.user + all.system) / 1e6).toBeLessThan(1.5)
  expect((here.user + here.system) / 1e6).toBeLessThan(0.2)
  expect(delay.percentile(50) / 1e6).toBeLessThan(20)
  await expect(reportFile(reportOf(30_001), 'pdf', 'en', letterhead)).rejects.toThrow('Choose XLSX or CSV')
})
