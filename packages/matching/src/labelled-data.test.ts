import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  keyRecall,
  measureFebrl,
  measureFodorsZagats,
  printMatchingBench,
  readFebrl,
  readFodorsZagats,
  truePairs,
} from '../bench.ts'
import type { MatchRecord } from './match-record.ts'

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
