import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as validity from './index.ts'
import { checkEmail, checkPostcode, checkUnlocode, checkUrl, type ValidityCode, validityMessage } from './index.ts'

describe('e-mail', () => {
  test.each([
    ['li.ming@example.com', 'li.ming@example.com'],
    ['李明 <Li.Ming@Example.COM>', 'Li.Ming@example.com'],
    ['mailto:a+b@sub.example.co.uk', 'a+b@sub.example.co.uk'],
    ['ｓａｌｅｓ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'sales@example.com'],
    ['sales@example。com', 'sales@example.com'],
    ['张伟@例子.中国', '张伟@例子.中国'],
    ["o'neil@example.ie", "o'neil@example.ie"],
  ])('%s is %s', (text, value) => expect(checkEmail(text)).toMatchObject({ ok: true, value, key: value.toLowerCase() }))

  test.each([
    ['', 'empty'],
    ['abc', 'emailNoAt'],
    ['@example.com', 'emailLocalPart'],
    ['a b@example.com', 'emailLocalPart'],
    ['a..b@example.com', 'emailLocalPart'],
    ['a@b@example.com', 'emailLocalPart'],
    ['a@example', 'emailDomain'],
    ['a@-example.com', 'emailDomain'],
    ['a@example..com', 'emailDomain'],
    ['a@127.0.0.1', 'emailDomain'],
    ['a@example.com,b@example.com', 'emailLocalPart'],
    [`${'a'.repeat(65)}@example.com`, 'emailTooLong'],
  ])('%s is refused as %s', (text, code) => expect(checkEmail(text)).toMatchObject({ ok: false, code }))

  test('a slip in a well-known domain is pointed out', () => {
    expect(checkEmail('liming@136.com')).toMatchObject({ ok: true, suggestion: 'liming@163.com' })
    expect(checkEmail('liming@163.com')).not.toHaveProperty('suggestion')
  })
})

describe('postcode', () => {
  test.each([
    ['200120', 'CN', '200120'],
    ['２００１２０', 'CN', '200120'],
    ['940431351', 'US', '94043-1351'],
    ['94043', 'us', '94043'],
    ['sw1a1aa', 'GB', 'SW1A 1AA'],
    ['m1 1ae', 'GB', 'M1 1AE'],
    ['k1a0b1', 'CA', 'K1A 0B1'],
    ['1000001', 'JP', '100-0001'],
    ['1012js', 'NL', '1012 JS'],
    ['10115', 'DE', '10115'],
    ['AB 123', 'ZZ', 'AB 123'],
  ])('%s in %s is %s', (text, country, value) => expect(checkPostcode(text, country)).toEqual({ ok: true, value }))

  test.each([
    ['20012', 'CN', 'postcodeForm'],
    ['2001200', 'CN', 'postcodeForm'],
    ['9404', 'US', 'postcodeForm'],
    ['K1A 0O1', 'CA', 'postcodeForm'],
    ['999077', 'HK', 'postcodeNotUsed'],
    ['', 'CN', 'empty'],
    ['!!', 'ZZ', 'postcodeForm'],
    ['1', 'constructor', 'postcodeForm'],
  ])('%s in %s is refused as %s', (text, country, code) =>
    expect(checkPostcode(text, country)).toMatchObject({ ok: false, code }),
  )
})

describe('UN/LOCODE', () => {
  test('form and case are put right', () => {
    expect(checkUnlocode('cn sha')).toEqual({ ok: true, value: 'CNSHA', country: 'CN', place: 'SHA' })
    expect(checkUnlocode('CN1SH')).toMatchObject({ ok: false, code: 'unlocodeForm' })
    expect(checkUnlocode('CNXXX', new Set(['CNSHA']))).toMatchObject({ ok: false, code: 'unlocodeUnknown' })
  })

  const file = '../shared/data/codes/sea-ports.json'
  const present = existsSync(file)
  if (!present) console.log(`skipped: ${file} is not here, so real ports are not tried`)
  test.runIf(present)('every real sea port is accepted', () => {
    const ports = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)
    expect(ports.length).toBeGreaterThan(1000)
    expect(ports.filter((port) => !checkUnlocode(port, new Set(ports)).ok)).toEqual([])
  })
})

describe('web address', () => {
  test.each([
    ['www.example.com', 'https://www.example.com/'],
    ['http://Example.com/a?b=c', 'http://example.com/a?b=c'],
    ['例子.中国', 'https://xn--fsqu00a.xn--fiqs8s/'],
    ['example.com:8080/x', 'https://example.com:8080/x'],
    ['ｗｗｗ．example。com', 'https://www.example.com/'],
  ])('%s is %s', (text, value) => expect(checkUrl(text)).toMatchObject({ ok: true, value }))

  test.each([
    ['javascript:alert(1)', 'urlScheme'],
    ['data:text/html,x', 'urlScheme'],
    ['ftp://example.com', 'urlScheme'],
    ['http://user:pw@example.com', 'urlCredentials'],
    ['http://127.0.0.1/', 'urlHost'],
    ['localhost', 'urlHost'],
    ['two words', 'urlForm'],
    ['', 'empty'],
  ])('%s is refused as %s', (text, code) => expect(checkUrl(text)).toMatchObject({ ok: false, code }))
})

describe('any text whatever', () => {
  const checks = [
    validity.checkPhone,
    validity.checkEmail,
    validity.checkCreditCode,
    validity.checkOrganisationCode,
    (text: string) => validity.checkResidentId(text),
    (text: string) => validity.checkPostcode(text, 'GB'),
    (text: string) => validity.checkUnlocode(text),
    validity.checkUrl,
  ]

  test('is answered, never thrown at, and refusals have a sentence in both languages', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...checks), (text, check) => {
        const found = check(text)
        if (found.ok) return
        expect(validityMessage(found.code, found.params, 'zh-CN')).toMatch(/\p{Script=Han}.*[。？]$/su)
        expect(validityMessage(found.code, found.params, 'en')).toMatch(/[.?]$/)
      }),
    )
  })

  test.each(['1 ', '(', '<', '> ', ' ', 'a.', '@', '-', '转 ', '１', '\u202d'])(
    'is answered at once though it be "%s" ten thousand times',
    (piece) => {
      const long = `1${piece.repeat(10_000)}x`
      const start = process.cpuUsage()
      for (const check of checks) expect(check(long).ok).toBe(false)
      expect(process.cpuUsage(start).user).toBeLessThan(1_000_000)
    },
  )

  test('an accepted value is accepted again unchanged', () => {
    const samples = ['010-12345678', 'Li@Example.com', '9135 0100 m000 100y 43', 'sw1a1aa', 'cn sha', 'www.example.com']
    for (const text of samples)
      for (const check of checks) {
        const found = check(text)
        if (found.ok) expect(check(found.value)).toMatchObject({ ok: true, value: found.value })
      }
  })
})

test('messages name what was typed and leave no gaps', () => {
  const params = {
    text: 't',
    digits: 1,
    country: 'CN',
    part: 'p',
    domain: 'd',
    length: 1,
    place: 1,
    character: 'I',
    region: 'r',
    date: 'd',
    example: 'e',
    scheme: 's',
    host: 'h',
  }
  const codes: ValidityCode[] = ['empty', 'phoneTooShort', 'creditCodeCharacter', 'postcodeForm', 'urlHost']
  for (const code of codes)
    for (const language of ['zh-CN', 'en'] as const) {
      const message = validityMessage(code, params, language)
      expect(message.length).toBeGreaterThan(5)
      expect(message).not.toMatch(/[{}]|undefined/)
    }
  expect(validityMessage('emailNoAt', { text: 'abc' }, 'en')).toContain('"abc"')
})
