import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { EdiReader } from '../src/index.ts'
import { readAll } from './corpus.ts'

const isa = (control = '000000001', terminator = '~') =>
  `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261122*1201*U*00401*${control}*0*P*>${terminator}`
const message = (control: string, type = '850') =>
  `ST*${type}*${control}~BEG*00*SA*PO${control}**20261122~SE*3*${control}~`
const whole = (...messages: string[]) =>
  `${isa()}GS*PO*SENDER*RECEIVER*20261122*1201*1*X*004010~${messages.join('')}GE*${messages.length}*1~IEA*1*000000001~`
const read = (text: string, size?: number) => readAll(Buffer.from(text), size)
const codes = (text: string) => read(text).issues.map(({ code }) => code)

test('a sound interchange has no issue, with and without a BOM, blank lines and a missing last terminator', () => {
  expect(codes(whole(message('0001')))).toEqual([])
  expect(codes(`\ufeff\r\n${whole(message('0001')).replaceAll('~', '~\r\n\r\n')}\n`)).toEqual([])
  expect(codes(whole(message('0001')).slice(0, -1))).toEqual([])
})

test('an empty file and one that is something else are told apart', () => {
  expect(codes('')).toEqual(['empty'])
  expect(codes(' \n')).toEqual(['empty'])
  expect(read('Hello, this is a letter.').issues).toMatchObject([
    { code: 'notEdi', at: 0, found: expect.stringContaining('Hello') },
  ])
})

test('a wrong count and a wrong control number are found in their message alone; the one beside it is whole', () => {
  const wrong = message('0002').replace('SE*3*0002', 'SE*4*9002')
  const ended: [string, number][] = []
  const reader = new EdiReader({ transactionEnd: ({ control }, { errors }) => ended.push([control, errors]) })
  reader.push(Buffer.from(whole(message('0001'), wrong, message('0003'))))
  reader.end()
  expect(ended).toEqual([
    ['0001', 0],
    ['0002', 2],
    ['0003', 0],
  ])
  expect(read(whole(message('0001'), wrong)).issues).toMatchObject([
    {
      code: 'transactionCount',
      segment: 8,
      tag: 'SE',
      element: 1,
      transaction: '0002',
      group: '1',
      interchange: '000000001',
    },
    { code: 'transactionControl', segment: 8, element: 2, found: '9002' },
  ])
})

test('two interchanges in one file, each with its own separators, are two', () => {
  const second = whole(message('0001'))
    .replaceAll('*', '|')
    .replaceAll('~', '\n')
    .replace('000000001', '000000002')
    .replace('IEA|1|000000001', 'IEA|1|000000002')
  const { issues, interchanges, segments } = read(whole(message('0001')) + second)
  expect(issues).toEqual([])
  expect(interchanges.map(({ control }) => control)).toEqual(['000000001', '000000002'])
  expect(segments.map((segment) => segment.text(3))).toEqual(['PO0001', 'PO0001'])
})

test('an ISA where the end of the former should stand ends the former, and says so', () => {
  const cut = whole(message('0001')).replace('IEA*1*000000001~', '')
  expect(codes(cut + whole(message('0001')))).toEqual(['missingInterchangeEnd'])
})

test('an end that never came is missed behind the last segment there is, however the bytes come', () => {
  const cut = whole(message('0001')).replace('IEA*1*000000001~', '')
  const last = { code: 'missingInterchangeEnd', at: cut.indexOf('GE*'), segment: 6, tag: '' }
  for (const size of [1, 7, 64, 4096]) {
    expect(read(cut, size).issues, `pieces of ${size}`).toMatchObject([last])
    expect(read(cut + whole(message('0001')), size).issues, `pieces of ${size}`).toMatchObject([last])
  }
})

test('EDIFACT and X12 in one file are both read', () => {
  const edifact = "UNA:+.? 'UNB+UNOC:3+A+B+261122:1201+7'UNH+1+ORDERS:D:96A:UN'BGM+220+1+9'UNT+3+1'UNZ+1+7'"
  const { issues, transactions } = read(whole(message('0001')) + edifact)
  expect(issues).toEqual([])
  expect(transactions.map(({ type, version }) => [type, version])).toEqual([
    ['850', '004010'],
    ['ORDERS', 'D:96A:UN'],
  ])
})

test('separators that change in the middle are named where they change', () => {
  const mixed = whole(message('0001'), message('0002').replaceAll('*', '|'))
  expect(read(mixed).issues[0]).toMatchObject({ code: 'badTag', found: 'ST|850|0002', at: mixed.indexOf('ST|850') })
})

test('garbage behind the end is passed over up to the next interchange', () => {
  const { issues, interchanges } = read(
    `${whole(message('0001'))}-- sent by MAILER 3.1 --\u001a${whole(message('0001'))}`,
  )
  expect(issues).toMatchObject([{ code: 'trailingData', severity: 'warning' }])
  expect(interchanges).toHaveLength(2)
})

test('messages without an interchange around them are read, and the lack is said', () => {
  const { issues, transactions } = read(message('0001') + message('0002'))
  expect(issues.map(({ code }) => code)).toEqual(['missingInterchange'])
  expect(transactions.map(({ control }) => control)).toEqual(['0001', '0002'])
  expect(codes("UNH+1+ORDERS:D:96A:UN'BGM+220+1+9'UNT+3+1'")).toEqual(['missingInterchange'])
})

test('a message reference that comes twice in one group is told', () => {
  expect(codes(whole(message('0001'), message('0002'), message('0001')))).toEqual(['transactionRepeated'])
  expect(codes(whole(message('A'), message('0002'), message('A')))).toEqual(['transactionRepeated'])
})

test('a segment of a megabyte is read; one beyond the limit is passed over and the rest read', () => {
  const long = message('0001').replace('PO0001', 'X'.repeat(1_000_000))
  expect(read(whole(long), 4_096).segments[0]?.text(3)).toHaveLength(1_000_000)
  const issues: string[] = []
  const types: string[] = []
  const reader = new EdiReader(
    { issue: ({ code }) => issues.push(code), transaction: ({ control }) => types.push(control) },
    { mostSegmentBytes: 100_000 },
  )
  const bytes = Buffer.from(whole(long, message('0002')))
  for (let at = 0; at < bytes.length; at += 4_096) reader.push(bytes.subarray(at, at + 4_096))
  reader.end()
  expect(types).toEqual(['0001', '0002'])
  expect(issues).toEqual(['segmentTooLong', 'transactionCount'])
})

test('released characters are data, and a release before the terminator does not end the segment', () => {
  const { segments, issues } = read(
    "UNB+UNOA:1+A+B+260101:1200+1'UNH+1+ORDERS:D:96A:UN'FTX+AAI+++5 ?+ 5 ??: O?'Neill?'s::x'UNT+3+1'UNZ+1+1'",
  )
  expect(issues).toEqual([])
  expect(segments[0]?.components(4)).toEqual(['5 + 5 ?', " O'Neill's", '', 'x'])
})

test('texts are decoded as the interchange says', () => {
  const latin = Buffer.from(
    "UNB+UNOC:3+A+B+260101:1200+1'UNH+1+ORDERS:D:96A:UN'NAD+BY+++Müller'UNT+3+1'UNZ+1+1'",
    'latin1',
  )
  expect(readAll(latin).segments[0]?.text(4)).toBe('Müller')
  const chinese = Buffer.from("UNB+UNOY:3+A+B+260101:1200+1'UNH+1+ORDERS:D:96A:UN'NAD+BY+++上海远洋'UNT+3+1'UNZ+1+1'")
  expect(readAll(chinese).segments[0]?.text(4)).toBe('上海远洋')
})

test('repetitions are told from components in X12 5010 and EDIFACT syntax 4', () => {
  const x12 = whole(message('0001')).replace('*U*00401*', '*^*00501*').replace('SA*PO0001', 'SA^NE*PO>1^PO>2')
  const [beg] = read(x12).segments
  expect([beg?.repetitions(2), beg?.text(2, 1, 2), beg?.components(3, 2)]).toEqual([2, 'NE', ['PO', '2']])
  const edifact = "UNB+UNOC:4+A+B+20260101:1200+1'UNH+1+ORDERS:D:96A:UN'RFF+ON:1*ON:2'UNT+3+1'UNZ+1+1'"
  expect(read(edifact).segments[0]?.components(1, 2)).toEqual(['ON', '2'])
})

test('what a sentence quotes of the partner is short and without control characters', () => {
  const { issues } = read(`${whole(message('0001'))}<script>alert(1)</script>\u0007${'x'.repeat(10_000)}`)
  expect(issues[0]?.sentence.en.length).toBeLessThan(200)
  expect(issues[0]?.sentence.zh).not.toMatch(/\p{Cc}/u)
})

test('a group of a million messages takes no more memory than one of a thousand', () => {
  const reader = new EdiReader({})
  reader.push(Buffer.from(`${isa()}GS*PO*SENDER*RECEIVER*20261122*1201*1*X*004010~`))
  // What is not collected yet, of other tests of the process too, is no memory that the reader holds.
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const heap = () => {
    collect()
    return process.memoryUsage().heapUsed
  }
  let before = 0
  for (let n = 1; n <= 300_000; n++) {
    reader.push(Buffer.from(`ST*850*${n}~BEG*00~SE*3*${n}~`))
    if (n === 10_000) before = heap()
  }
  expect(heap() - before).toBeLessThan(32 * 1024 * 1024)
})
