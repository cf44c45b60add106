import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { codesOf, readAll, valuesOf, type WholeFile } from '../test/read-all.ts'
import { describeOnRealData, realData } from '../test/real-data.ts'
import { formatDecimal, parseDecimal } from './index.ts'

function sum(whole: WholeFile, column: string): { count: number; total: string } {
  const index = whole.header.indexOf(column)
  let total = 0n
  let count = 0
  for (const row of whole.rows) {
    const value = parseDecimal(row.values[index] ?? '', 4)
    if (!value.ok) continue
    total += value.value
    count++
  }
  return { count, total: formatDecimal(total, 4) }
}

function asObjects(whole: WholeFile): Record<string, string>[] {
  return valuesOf(whole).map((values) => Object.fromEntries(whole.header.map((name, i) => [name, values[i] ?? ''])))
}

/** Both copies: the folder's lost its CRLF on the way through git, the npm package kept it. */
async function expectLikeJson(csv: string, json: string): Promise<void> {
  const bytes = readFileSync(csv)
  const text = readFileSync(json, 'utf8')
  const expected = bytes.includes('\r\n') ? text : text.replaceAll('\\r\\n', '\\n')
  const whole = await readAll(csv)
  expect(asObjects(whole)).toEqual([JSON.parse(expected)].flat())
}

const spectrum = dirname(createRequire(import.meta.url).resolve('csv-spectrum/package.json'))
// Its json has another telephone number than its csv and so cannot be met by any reader.
const contradictory = 'location_coordinates.csv'

test.each(readdirSync(join(spectrum, 'csvs')).filter((name) => name !== contradictory))(
  'csv-spectrum %s is read as its json says',
  async (name) => {
    await expectLikeJson(join(spectrum, 'csvs', name), join(spectrum, 'json', name.replace('.csv', '.json')))
  },
)

test('the contradictory file of csv-spectrum is read as its csv says, damaged characters reported', async () => {
  const whole = await readAll(join(spectrum, 'csvs', contradictory))
  const [record] = asObjects(whole)
  const json = JSON.parse(readFileSync(join(spectrum, 'json', contradictory.replace('.csv', '.json')), 'utf8'))
  expect(record).toEqual({ ...json, 'Contact Phone Number': '2095257564' })
  expect(codesOf(whole.rows[0]?.issues ?? [])).toEqual(['unreadableCharacter'])
})

describeOnRealData('real files', () => {
  const csvs = realData('csv/csv-spectrum/csvs')
  test.each([
    'comma_in_quotes',
    'empty',
    'empty_crlf',
    'escaped_quotes',
    'json',
    'newlines',
    'newlines_crlf',
    'quotes_and_newlines',
    'simple',
    'simple_crlf',
    'utf8',
  ])('the csv-spectrum copy of %s is read as its json says', async (name) =>
    expectLikeJson(join(csvs, `${name}.csv`), realData('csv/csv-spectrum/json', `${name}.json`)),
  )

  test('Superstore gives 10,194 lines and its exact sums', async () => {
    const whole = await readAll(realData('superstore/superstore.csv'))
    expect(whole.detected).toMatchObject({
      kind: 'delimited',
      encoding: 'utf-8',
      bom: true,
      delimiter: ',',
      lineEnd: '\r\n',
      headerLine: 1,
    })
    expect(whole.header).toHaveLength(21)
    expect(whole.rows).toHaveLength(10_194)
    expect(whole.rows.filter((row) => row.issues.length > 0)).toEqual([])
    expect(sum(whole, 'Sales')).toEqual({ count: 10_194, total: '2326534.3543' })
    expect(sum(whole, 'Profit')).toEqual({ count: 10_194, total: '292296.8146' })
  })

  test('the SCMS file is tab-separated with CR line ends whatever its name says, and loses no row', async () => {
    const whole = await readAll(realData('scms/SCMS_Delivery_History_Dataset.csv'))
    expect(whole.detected).toMatchObject({
      kind: 'delimited',
      encoding: 'utf-8',
      bom: false,
      delimiter: '\t',
      lineEnd: '\r',
    })
    expect(whole.rows).toHaveLength(10_324)
    expect(whole.issues).toEqual([])
    expect(sum(whole, 'Line Item Value')).toEqual({ count: 10_324, total: '1627584457.29' })
    expect(sum(whole, 'Freight Cost (USD)')).toEqual({ count: 6_198, total: '68817849.41' })
    expect(sum(whole, 'Weight (Kilograms)')).toEqual({ count: 6_372, total: '21820540' })
  })

  test('both forms of the SCMS file hold the same rows', async () => {
    const raw = await readAll(realData('scms/SCMS_Delivery_History_Dataset.csv'))
    const rewritten = await readAll(realData('scms/SCMS_comma_lf.csv'))
    expect(valuesOf(raw)).toEqual(valuesOf(rewritten))
  })
})
