import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  keyRecall,
  measureFebrl,
  measureFodorsZagats,
  printMatchingBench,
  rate,
  readFebrl,
  readFodorsZagats,
  truePairs,
} from '../bench.ts'
import { compareRecords } from './compare-records.ts'
import type { MatchRecord } from './match-record.ts'
import { prepareRecord } from './prepare-record.ts'

const folder = '../shared/data'
const present = existsSync(`${folder}/febrl`) && existsSync(`${folder}/er-fodors-zagats`)
if (!present) console.log(`skipped: ${folder} is not here, so duplicate detection is not measured on labelled data`)

describe.runIf(present)('with default settings on labelled data', () => {
  test('F1 is at least 0.97 over all records of FEBRL dataset1', () => {
    expect(measureFebrl(folder, 'dataset1').f1).toBeGreaterThanOrEqual(0.97)
  })

  test('F1 is at least 0.97 over all records of FEBRL dataset2, where a customer has several copies', () => {
    expect(measureFebrl(folder, 'dataset2').f1).toBeGreaterThanOrEqual(0.97)
  })

  test('F1 is at least 0.95 on the Fodor–Zagat test split', () => {
    expect(measureFodorsZagats(folder, 'test').f1).toBeGreaterThanOrEqual(0.95)
  })

  test('an equal key alone finds nearly all true pairs, also where codes and phones are missing', () => {
    const people = readFebrl(folder, 'dataset1')
    const pairs = truePairs(people).map(([one, other]): [MatchRecord, MatchRecord] => [
      people[one]?.record ?? {},
      people[other]?.record ?? {},
    ])
    const without = (record: MatchRecord): MatchRecord => ({ ...record, codes: [], phones: [] })
    expect(keyRecall(pairs)).toBeGreaterThanOrEqual(0.99)
    expect(keyRecall(pairs.map(([one, other]) => [without(one), without(other)]))).toBeGreaterThanOrEqual(0.98)

    const places = ['train', 'valid', 'test']
      .flatMap((split) => readFodorsZagats(folder, split))
      .filter(({ same }) => same)
    expect(keyRecall(places.map(({ one, other }) => [one, other]))).toBeGreaterThanOrEqual(0.99)
    expect(keyRecall(places.map(({ one, other }) => [without(one), without(other)]))).toBeGreaterThanOrEqual(0.95)
  })

  test('the bench prints a line for every data set', () => {
    const lines: string[] = []
    expect(printMatchingBench(folder, (line) => lines.push(line), 1000)).toBe(true)
    expect(lines.filter((line) => /^(febrl|fodors-zagats)/.test(line))).toHaveLength(5)
  })
})

test('without the data the bench says so', () => {
  const lines: string[] = []
  expect(printMatchingBench('no-such-folder', (line) => lines.push(line))).toBe(false)
  expect(lines.join()).toContain('skipped')
})

test('comparing prepared records is fast enough to scan a million customers', () => {
  const ready = Array.from({ length: 500 }, (_, i) =>
    prepareRecord({
      names: [`上海${'远洋顺达海丰安捷'.slice(i % 7, (i % 7) + 2)}物流有限公司`],
      phones: [`1380013${8000 + i}`],
      address: { street: `世纪大道${i}号`, city: '上海', postcode: `20${1000 + i}` },
    }),
  )
  const perSecond = rate(50_000, (i) => {
    compareRecords(ready[i % 500] ?? {}, ready[(i * 7 + 1) % 500] ?? {})
  })
  // The bench prints the true figure; the bound here leaves room for a busy machine.
  expect(perSecond).toBeGreaterThan(40_000)
})
