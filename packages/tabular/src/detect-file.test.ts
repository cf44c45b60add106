import { expect, test } from 'vitest'
import { encodeGb18030 } from '../test/encode-gb18030.ts'
import { aFile, codesOf, readAll, valuesOf } from '../test/read-all.ts'
import { detectFile } from './index.ts'

const chinese = `客户名称,联系人,电话,城市,备注\r\n${Array.from({ length: 400 }, (_, i) => `上海远航国际物流有限公司${i},张伟,021-5588${1000 + i},上海市浦东新区,一般客户`).join('\r\n')}\r\n`
const german = `Firma;Ort;Umsatz\n${['Müller Spedition;Köln;1,5', 'Größe & Söhne;Düsseldorf;2,25', 'Café Orléans;Besançon;3'].join('\n')}\n`

const utf16le = (text: string) => Buffer.from(text, 'utf16le')
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()
const withBom = (text: string) => `\ufeff${text}`

test.each([
  ['UTF-8', Buffer.from(chinese), 'utf-8', false],
  ['UTF-8 with BOM', Buffer.from(withBom(chinese)), 'utf-8', true],
  ['GB18030', encodeGb18030(chinese), 'gb18030', false],
  ['UTF-16 LE with BOM', utf16le(withBom(chinese)), 'utf-16le', true],
  ['UTF-16 BE with BOM', utf16be(withBom(chinese)), 'utf-16be', true],
  ['UTF-16 LE without BOM', utf16le(chinese), 'utf-16le', false],
  ['UTF-16 BE without BOM', utf16be(chinese), 'utf-16be', false],
])('a Chinese list in %s is recognised and read', async (_name, bytes, encoding, bom) => {
  const whole = await readAll(aFile(bytes))
  expect(whole.detected).toMatchObject({
    kind: 'delimited',
    encoding,
    bom,
    delimiter: ',',
    lineEnd: '\r\n',
    headerLine: 1,
    issues: [],
  })
  expect(whole.header).toEqual(['客户名称', '联系人', '电话', '城市', '备注'])
  expect(whole.rows).toHaveLength(400)
  expect(whole.rows[399]?.values).toEqual([
    '上海远航国际物流有限公司399',
    '张伟',
    '021-55881399',
    '上海市浦东新区',
    '一般客户',
  ])
})

test('GB18030 keeps characters of four bytes, beyond the BMP too', async () => {
  const text = '姓名,城市\n𠮷野家,上海\n㐀㐁,北京\n龘靐齉,广州\n'
  expect(valuesOf(await readAll(aFile(encodeGb18030(text))))).toEqual([
    ['𠮷野家', '上海'],
    ['㐀㐁', '北京'],
    ['龘靐齉', '广州'],
  ])
})

test.each([
  ['LE', utf16le],
  ['BE', utf16be],
])('ASCII in UTF-16 %s without BOM is recognised', async (_order, encode) => {
  const whole = await readAll(aFile(encode('id,name\n1,Shanghai\n2,Ningbo\n')))
  expect(valuesOf(whole)).toEqual([
    ['1', 'Shanghai'],
    ['2', 'Ningbo'],
  ])
})

test('a Western list in one-byte characters is no Chinese, and the guess is said', async () => {
  const whole = await readAll(aFile(Buffer.from(german, 'latin1')))
  expect(whole.detected).toMatchObject({
    encoding: 'windows-1252',
    delimiter: ';',
    issues: [{ code: 'encodingGuessed' }],
  })
  expect(whole.rows[1]?.values).toEqual(['Größe & Söhne', 'Düsseldorf', '2,25'])
})

test.each([1, 2, 3])('a sample cut %i bytes into a character is still UTF-8', async (cut) => {
  const bytes = Buffer.from(`id,name\n1,${'𠮷'.repeat(100)}`)
  const detected = await detectFile({ bytes: bytes.subarray(0, bytes.length - 4 + cut), size: 10_000 })
  expect(detected).toMatchObject({ kind: 'delimited', encoding: 'utf-8', issues: [] })
})

test('Chinese that begins beyond the sample still decides the encoding', async () => {
  const ascii = `id,name\n${'1,Shanghai Port\n'.repeat(30_000)}`
  const whole = await readAll(
    aFile(Buffer.concat([Buffer.from(ascii), encodeGb18030('2,宁波舟山港务集团\n3,青岛港国际\n')])),
  )
  expect(whole.detected).toMatchObject({ encoding: 'gb18030' })
  expect(whole.rows.at(-1)?.values).toEqual(['3', '青岛港国际'])
})

test.each([-3, -2, -1, 0, 1])(
  'a first Chinese character %i bytes from the end of the sample or of a piece is not cut apart',
  async (offset) => {
    for (const boundary of [262_144, 262_141 + 1_048_576]) {
      const lines = 'id,name\n'.padEnd(boundary + offset - 1, '1,Shanghai\n')
      const whole = await readAll(aFile(Buffer.concat([Buffer.from(`${lines}\n`), encodeGb18030('宁波,港\n')])))
      expect(whole.detected).toMatchObject({ encoding: 'gb18030' })
      expect(whole.rows.at(-1)?.values).toEqual(['宁波', '港'])
    }
  },
)

test.each([',', '\t', ';', '|', '^', '~', '\x01', '\x1f', '#', ':', '¦'])(
  'the delimiter %j is found by its regularity',
  async (delimiter) => {
    const lines = [
      ['code', 'name', 'city', 'amount'],
      ['A1', 'Ocean, Ltd', 'Ningbo', '12.50'],
      ['B2', 'Lee & Sons', 'Qingdao', '7'],
      ['C3', 'Far East', 'Dalian', '1200.1'],
    ]
    const text = lines
      .map((line) => line.map((cell) => (cell.includes(delimiter) ? `"${cell}"` : cell)).join(delimiter))
      .join('\n')
    const whole = await readAll(aFile(text, 'list.csv'))
    expect(whole.detected).toMatchObject({ delimiter })
    expect([[...whole.header], ...valuesOf(whole)]).toEqual(lines)
  },
)

test('the regular marks of dates do not beat the comma', async () => {
  expect(await detectFile(aFile('x,2024/05/01\ny,2024/06/02\nz,2024/07/03\n'))).toMatchObject({ delimiter: ',' })
})

test('decimal commas do not beat the semicolon', async () => {
  expect(await detectFile(aFile('a;b;c\n1,5;2,25;x,y\n3,1;4,0;z,w\n'))).toMatchObject({ delimiter: ';' })
})

test('the sep= line of Excel is obeyed and is no row', async () => {
  const whole = await readAll(aFile('sep=;\r\na;b\r\n1,0;2\r\n'))
  expect(whole.header).toEqual(['a', 'b'])
  expect(valuesOf(whole)).toEqual([['1,0', '2']])
})

test.each([
  ['\n', '\n'],
  ['\r\n', '\r\n'],
  ['\r', '\r'],
])('line ends %j are found', async (end, lineEnd) => {
  expect(await detectFile(aFile(['a,b', '1,2', '3,4', ''].join(end)))).toMatchObject({ lineEnd })
})

test('mixed line ends all end lines', async () => {
  const whole = await readAll(aFile('a,b\r\n1,2\r3,4\n5,6\r7,8'))
  expect(whole.detected).toMatchObject({ lineEnd: 'mixed' })
  expect(valuesOf(whole)).toEqual([
    ['1', '2'],
    ['3', '4'],
    ['5', '6'],
    ['7', '8'],
  ])
})

test('a list of one column has a header and rows', async () => {
  const whole = await readAll(aFile('email\na@example.com\nb@example.org\n'))
  expect(whole.header).toEqual(['email'])
  expect(valuesOf(whole)).toEqual([['a@example.com'], ['b@example.org']])
})

test('cells in apostrophes are unquoted, an apostrophe inside a word is not', async () => {
  const whole = await readAll(aFile("'a','b'\n'1,5','x'\n'2','Côte d''Ivoire'\n"))
  expect(valuesOf(whole)).toEqual([
    ['1,5', 'x'],
    ['2', "Côte d'Ivoire"],
  ])
})

test.each([
  ['an empty file', Buffer.alloc(0), 'empty', 'emptyFile'],
  ['a file of blank lines', Buffer.from('\n \n\t\n'), 'empty', 'emptyFile'],
  ['a lone byte order mark', Buffer.from('\ufeff'), 'empty', 'emptyFile'],
  ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), 'binary', 'binaryFile'],
  ['a PDF named .csv', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'binary', 'binaryFile'],
  [
    'random bytes',
    Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7919 + (i >> 3) * 31) % 256)),
    'binary',
    'binaryFile',
  ],
  ['a web page named .xls', Buffer.from('<html><table><tr><td>1</td></tr></table>'), 'markup', 'markupFile'],
  ['JSON', Buffer.from('[\n  { "name": "Ajman" }\n]'), 'markup', 'markupFile'],
  ['an old .xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'legacyXls', 'legacyXls'],
  [
    'an encrypted workbook',
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]),
    'encryptedXlsx',
    'encryptedXlsx',
  ],
])('%s is refused with a reason', async (_name, bytes, kind, code) => {
  const whole = await readAll(aFile(bytes))
  expect(whole.detected.kind).toBe(kind)
  expect(codesOf(whole.issues)).toEqual([code])
  expect(whole.rows).toEqual([])
})
