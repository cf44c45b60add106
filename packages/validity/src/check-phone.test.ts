import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkPhone } from './check-phone.ts'

describe('numbers as Chinese customers write them', () => {
  test.each([
    ['010-12345678', '+861012345678', undefined],
    ['(010) 6552 9988', '+861065529988', undefined],
    ['0755 8888 6666 转 801', '+8675588886666', '801'],
    ['0755-88886666-801', '+8675588886666', '801'],
    ['0755-88886666转801', '+8675588886666', '801'],
    ['021-5888 8888(分机 12)', '+862158888888', '12'],
    ['+86 (0)21 5888 8888 ext. 12', '+862158888888', '12'],
    ['400-820-8820', '+864008208820', undefined],
    ['4008208820转3', '+864008208820', '3'],
    ['800-820-8820', '+868008208820', undefined],
    ['+86 138 0013 8000', '+8613800138000', undefined],
    ['8613800138000', '+8613800138000', undefined],
    ['0086-138-0013-8000', '+8613800138000', undefined],
    ['13800138000', '+8613800138000', undefined],
    ['１３８００１３８０００', '+8613800138000', undefined],
    ['０２１－５８８８８８８８', '+862158888888', undefined],
    ['\u202d13800138000\u202c', '+8613800138000', undefined],
    ['+852 2123 4567', '+85221234567', undefined],
    ['+1 (650) 253-0000 x123', '+16502530000', '123'],
  ])('%s is %s', (text, value, extension) => {
    const found = checkPhone(text)
    expect(found).toMatchObject({ ok: true, value, certain: true })
    expect(found.ok && found.extension).toBe(extension)
  })

  test('the kind of a line is told', () => {
    expect(checkPhone('13800138000')).toMatchObject({ kind: 'mobile', country: 'CN' })
    expect(checkPhone('021-58888888')).toMatchObject({ kind: 'landline' })
    expect(checkPhone('8008208820')).toMatchObject({ kind: 'tollFree' })
  })
})

test.each([
  ['', 'empty'],
  ['  ', 'empty'],
  ['abc', 'phoneNotANumber'],
  ['张先生', 'phoneNotANumber'],
  ['58888', 'phoneTooShort'],
  ['58888888', 'phoneTooShort'],
  ['12345678901', 'phoneUnassigned'],
  ['+86 128 0013 8000', 'phoneUnassigned'],
  ['13800138000 13900139000', 'phoneTooLong'],
  ['+999 123 4567', 'phoneUnknownCountry'],
])('%s is refused as %s', (text, code) => {
  expect(checkPhone(text)).toMatchObject({ ok: false, code })
})

test('numbers of the default country need no country code', () => {
  expect(checkPhone('(650) 253-0000', 'US')).toMatchObject({ ok: true, value: '+16502530000' })
  expect(checkPhone('030 123456', 'DE')).toMatchObject({ ok: true, value: '+4930123456' })
})

const file = '../shared/data/phone/example_numbers.csv'
const present = existsSync(file)
if (!present) console.log(`skipped: ${file} is not here, so the example numbers of 246 regions are not tried`)

describe.runIf(present)('the 1,131 example numbers of libphonenumber', () => {
  const rows = present
    ? readFileSync(file, 'utf8')
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(','))
    : []

  test('are accepted, all but a Croatian range of six digits that has been withdrawn', () => {
    expect(rows).toHaveLength(1131)
    expect(new Set(rows.map((row) => row[0]).filter((region) => region !== '001')).size).toBeGreaterThan(240)
    expect(rows.filter((row) => !checkPhone(row[4] ?? '').ok).map((row) => row[4])).toEqual(['+385611234'])
  })

  test('keep their E.164 form but for plans replaced since the list was made', () => {
    const changed = rows.filter((row) => {
      const found = checkPhone(row[4] ?? '')
      return found.ok && found.value !== row[4]
    })
    expect(changed.map((row) => row[4]).sort()).toEqual([
      '+22920211234',
      '+22981123456',
      '+22985751234',
      '+22990011234',
      '+23418040123',
      '+5212221234567',
    ])
  })

  test('are certain but for ranges withdrawn since the list was made', () => {
    const doubtful = rows.filter((row) => {
      const found = checkPhone(row[4] ?? '')
      return found.ok && !found.certain
    })
    expect(doubtful.length).toBeLessThanOrEqual(6)
  })
})
