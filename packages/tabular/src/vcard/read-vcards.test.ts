import { readdirSync, readFileSync } from 'node:fs'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { encodeGb18030 } from '../../test/encode-gb18030.ts'
import { aFile, readAll } from '../../test/read-all.ts'
import { describeOnRealData, realData } from '../../test/real-data.ts'
import { parseVCards, type VCard, vCardHeader } from '../index.ts'

async function cardsOf(
  bytes: string | Buffer,
  encoding: 'utf-8' | 'gb18030' = 'utf-8',
  piece = 1 << 20,
): Promise<VCard[]> {
  const all = Buffer.from(bytes as string)
  const pieces = Array.from({ length: Math.ceil(all.length / piece) }, (_, i) =>
    all.subarray(i * piece, (i + 1) * piece),
  )
  const cards: VCard[] = []
  for await (const card of parseVCards(pieces, encoding)) cards.push(card)
  return cards
}

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n')

describeOnRealData('vCards of real programs', () => {
  const folder = realData('vcard/ez-vcard')
  const files = readdirSync(folder)

  test('every one of the 26 cards has a name and no issue', async () => {
    const wholes = await Promise.all(files.map((name) => readAll(`${folder}/${name}`)))
    const rows = wholes.flatMap((whole) => whole.rows)
    expect(rows).toHaveLength(26)
    expect(rows.filter((row) => row.values[0] === '' || row.issues.length > 0)).toEqual([])
    expect(wholes.every((whole) => whole.detected.kind === 'vcard' && whole.header === vCardHeader)).toBe(true)
  })

  test.each(files)('%s gives the same whatever pieces it comes in', async (name) => {
    const bytes = readFileSync(`${folder}/${name}`)
    expect(await cardsOf(bytes, 'utf-8', 7)).toEqual(await cardsOf(bytes))
  })

  // ical.js reads no 2.1, and stumbles over the bare BASE64 of the Mac address book.
  const icalReads = (name: string) =>
    !name.includes('MAC_') && /VERSION:[34]/.test(readFileSync(`${folder}/${name}`, 'latin1'))
  test.each(files.filter(icalReads))('%s agrees with ical.js on names, e-mails and phones', async (name) => {
    const bytes = readFileSync(`${folder}/${name}`)
    const cards = await cardsOf(bytes)
    const parsed = [ICAL.parse(bytes.toString().replace(/\r?\n/g, '\r\n'))].flat(1) as unknown[]
    const trees = (typeof parsed[0] === 'string' ? [parsed] : parsed) as [string, [string, object, string, unknown][]][]
    const all = (tree: (typeof trees)[0], property: string) =>
      tree[1]
        .filter(([key]) => key.replace(/^.*\./, '') === property)
        .map((entry) =>
          String(entry[3])
            .trim()
            .replace(/^tel:([^;]*).*/, '$1'),
        )
    expect(cards.map((c) => c.fn)).toEqual(trees.map((tree) => all(tree, 'fn')[0]))
    expect(cards.map((c) => c.emails.map((e) => e.address))).toEqual(
      trees.map((tree) => all(tree, 'email').filter((e) => e !== '')),
    )
    expect(cards.map((c) => c.phones.map((p) => p.number.replace(/ ext\..*/, '')))).toEqual(
      trees.map((tree) => all(tree, 'tel').filter((p) => p !== '')),
    )
  })

  test('Outlook 2007 is read whole', async () => {
    const [outlook] = await cardsOf(readFileSync(`${folder}/src__test__resources__ezvcard__io__text__outlook-2007.vcf`))
    expect(outlook).toMatchObject({
      version: '2.1',
      fn: 'Mr. Michael Angstadt Jr.',
      family: 'Angstadt',
      given: 'Michael',
      org: 'TheCompany',
      title: 'TheJobTitle',
      birthday: '1922-03-10',
      url: 'http://mikeangstadt.name',
    })
    expect(outlook?.phones).toContainEqual({ number: '(111) 555-4444', types: ['cell', 'voice'] })
  })

  test('labels of an iPhone become types', async () => {
    const [iphone] = await cardsOf(
      readFileSync(`${folder}/src__test__resources__ezvcard__io__text__John_Doe_IPHONE.vcf`),
    )
    expect(iphone?.phones).toContainEqual({ number: '905-222-1234', types: ['assistantphone'] })
    expect(iphone?.addresses).toHaveLength(2)
  })
})

test('quoted-printable with soft breaks and its own charset', async () => {
  const gb = encodeGb18030('张伟').toString('hex').toUpperCase().replace(/../g, '=$&')
  const cards = await cardsOf(
    card(
      'VERSION:2.1',
      `N;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:${gb};`,
      'ORG;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Sp=E9ci=',
      'al Lt=',
      'd;Sales',
      'NOTE;QUOTED-PRINTABLE:one=0D=0Atwo=3D2',
    ),
  )
  expect(cards).toMatchObject([
    { fn: '张伟', family: '张伟', org: 'Spécial Ltd', department: 'Sales', note: 'one\r\ntwo=2' },
  ])
})

test('a file in GB18030 without any declaration', async () => {
  const path = aFile(
    encodeGb18030(
      card(
        'VERSION:3.0',
        'FN:李娜',
        'N:李;娜;;;',
        'ORG:宁波港通物流有限公司',
        'ADR;TYPE=WORK:;;中山路1号;宁波市;浙江省;315000;中国',
      ),
    ),
    'list.vcf',
  )
  const whole = await readAll(path)
  expect(whole.detected).toMatchObject({ kind: 'vcard', encoding: 'gb18030' })
  const row = Object.fromEntries(vCardHeader.map((name, i) => [name, whole.rows[0]?.values[i]]))
  expect(row).toMatchObject({
    'Full name': '李娜',
    'Family name': '李',
    Organization: '宁波港通物流有限公司',
    Street: '中山路1号',
    City: '宁波市',
    Region: '浙江省',
    Postcode: '315000',
  })
})

test('folded lines, escapes, groups and quoted parameters', async () => {
  const [one] = await cardsOf(
    card(
      'VERSION:4.0',
      'FN:Long',
      '  Name\\, Inc',
      'item1.TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+1-418-656-9254;ext=102',
      'item2.EMAIL:a@example.com',
      'item2.X-ABLabel:_$!<Work>!$_',
      'NOTE:a\\nb\\;c',
    ),
  )
  expect(one).toMatchObject({
    fn: 'Long Name, Inc',
    phones: [{ number: '+1-418-656-9254 ext. 102', types: ['voice', 'work', 'pref'] }],
    emails: [{ address: 'a@example.com', types: ['work'] }],
    note: 'a\nb;c',
  })
})

test('assistants nested in a card are not cards of the file', async () => {
  const nested = card(
    'VERSION:2.1',
    'FN:Boss',
    'AGENT:',
    'BEGIN:VCARD',
    'FN:Assistant',
    'TEL:123456',
    'END:VCARD',
    'TEL:999999',
  )
  const inline = card('VERSION:3.0', 'FN:Chief', 'AGENT:BEGIN:VCARD\\nFN:Helper\\nTEL:1\\nEND:VCARD\\n')
  const cards = await cardsOf(nested + inline)
  expect(cards.map((c) => [c.fn, c.phones.length, c.agents.map((agent) => agent.fn)])).toEqual([
    ['Boss', 1, ['Assistant']],
    ['Chief', 0, ['Helper']],
  ])
})

test('photos are skipped, indented or not, and the properties behind them are read', async () => {
  const base64 = 'QUJD'.repeat(18)
  const [one] = await cardsOf(
    card(
      'VERSION:2.1',
      'N:Doe;Jane',
      'PHOTO;JPEG;ENCODING=BASE64:',
      base64,
      base64,
      '',
      'LOGO;BASE64:',
      ` ${base64}`,
      '',
      'TEL;CELL:13800138000',
    ),
  )
  expect(one).toMatchObject({ fn: 'Jane Doe', phones: [{ number: '13800138000', types: ['cell'] }] })
})

test('a card without its end costs no other card', async () => {
  const cards = await cardsOf(`BEGIN:VCARD\nFN:Open\nTEL:1\n${card('FN:Good')}`)
  expect(cards.map((c) => [c.fn, c.issues.map((issue) => issue.code)])).toEqual([
    ['Open', ['brokenVCard']],
    ['Good', []],
  ])
})

test('an unknown charset is reported and the text kept', async () => {
  const [one] = await cardsOf(card('FN;CHARSET=X-KLINGON:Worf'))
  expect(one).toMatchObject({ fn: 'Worf', issues: [{ code: 'unknownCharset', params: { charset: 'X-KLINGON' } }] })
})

test('a line without an end holds up nobody: it is cut and the cards around it are read', async () => {
  const began = process.cpuUsage()
  const endless = `NOTE:${'x'.repeat(20_000_000)}`
  const cards = await cardsOf(card('VERSION:3.0', 'FN:王芳', endless) + card('VERSION:3.0', 'FN:李雷'), 'utf-8', 65_536)
  expect(cards.map((one) => one.fn)).toEqual(['王芳', '李雷'])
  expect(process.cpuUsage(began).user).toBeLessThan(4_000_000)
})
