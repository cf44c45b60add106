import { existsSync, readFileSync } from 'node:fs'
import {
  compareRecords,
  findDuplicates,
  type MatchRecord,
  type MatchVerdict,
  matchKeys,
  prepareRecord,
} from './src/index.ts'

export type MatchFigures = {
  readonly data: string
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly compared: number
  readonly milliseconds: number
}

/** What counts as found: "same" alone, or "same" and "probable", which a person would look at. */
export const found: ReadonlySet<MatchVerdict> = new Set(['same', 'probable'])

/** One line of a CSV file into cells; quotes as in RFC 4180. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((found) =>
    (found[1] ?? found[2] ?? '').replaceAll('""', '"').trim(),
  )
}

function table(file: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const names = cells(head)
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, i) => [names[i] ?? '', cell])))
}

/** Records with the mark of the customer they truly are. */
export type Labelled = { readonly record: MatchRecord; readonly customer: string }

/** FEBRL (Christen): people with one or more damaged copies; rec_id says which belong together. */
export function readFebrl(folder: string, name: string): Labelled[] {
  return table(`${folder}/febrl/${name}.csv`).map((row) => ({
    customer: (row.rec_id ?? '').split('-')[1] ?? '',
    record: {
      givenName: row.given_name ?? '',
      familyName: row.surname ?? '',
      birthDate: row.date_of_birth ?? '',
      codes: [row.soc_sec_id ?? ''],
      address: {
        street: `${row.street_number} ${row.address_1} ${row.address_2}`,
        suburb: row.suburb ?? '',
        region: row.state ?? '',
        postcode: row.postcode ?? '',
      },
    },
  }))
}

/** Fodor's and Zagat's restaurants: labelled pairs. The class column gives the truth away and is not read. */
export function readFodorsZagats(
  folder: string,
  split: string,
): { one: MatchRecord; other: MatchRecord; same: boolean }[] {
  const side = (row: Record<string, string>, which: string): MatchRecord => ({
    names: [row[`${which}_name`] ?? ''],
    address: { street: row[`${which}_addr`] ?? '', city: row[`${which}_city`] ?? '' },
    phones: [row[`${which}_phone`] ?? ''],
    category: row[`${which}_type`] ?? '',
  })
  return table(`${folder}/er-fodors-zagats/${split}.csv`).map((row) => ({
    one: side(row, 'left'),
    other: side(row, 'right'),
    same: row.label === '1',
  }))
}

/** Pairs of places that truly belong together. */
export function truePairs(labelled: readonly Labelled[]): [number, number][] {
  const pairs: [number, number][] = []
  const seen = new Map<string, number[]>()
  labelled.forEach(({ customer }, place) => {
    const before = seen.get(customer) ?? []
    for (const other of before) pairs.push([other, place])
    seen.set(customer, [...before, place])
  })
  return pairs
}

export function measureFebrl(folder: string, name: string, counted = found): MatchFigures {
  const labelled = readFebrl(folder, name)
  const start = performance.now()
  const { pairs, compared } = findDuplicates(labelled.map(({ record }) => record))
  const milliseconds = performance.now() - start
  const claimed = pairs.filter((pair) => counted.has(pair.verdict))
  const right = claimed.filter((pair) => labelled[pair.one]?.customer === labelled[pair.other]?.customer)
  return {
    data: `febrl ${name}`,
    ...rates(right.length, claimed.length, truePairs(labelled).length),
    compared,
    milliseconds,
  }
}

export function measureFodorsZagats(folder: string, split: string, counted = found): MatchFigures {
  const labelled = readFodorsZagats(folder, split)
  const start = performance.now()
  const claimed = labelled.filter(({ one, other }) => counted.has(compareRecords(one, other).verdict))
  const milliseconds = performance.now() - start
  const right = claimed.filter(({ same }) => same).length
  const real = labelled.filter(({ same }) => same).length
  return {
    data: `fodors-zagats ${split}`,
    ...rates(right, claimed.length, real),
    compared: labelled.length,
    milliseconds,
  }
}

/** Share of true pairs that have a key in common, which is what a look-up in the database will find. */
export function keyRecall(pairs: readonly (readonly [MatchRecord, MatchRecord])[]): number {
  const shared = pairs.filter(([one, other]) => {
    const keys = new Set(matchKeys(one))
    return matchKeys(other).some((key) => keys.has(key))
  })
  return shared.length / pairs.length
}

function rates(right: number, found: number, real: number): { precision: number; recall: number; f1: number } {
  const precision = found === 0 ? 0 : right / found
  const recall = right / real
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

/** Prints precision, recall and F1 with default settings; false, with the reason printed, where the data are absent. */
export function printMatchingBench(
  folder = '../shared/data',
  print: (line: string) => void = console.log,
  runs = 300_000,
): boolean {
  if (!existsSync(`${folder}/febrl`)) {
    print(`skipped: no labelled duplicates in ${folder}`)
    return false
  }
  const figures = [
    ...['dataset1', 'dataset2'].map((name) => measureFebrl(folder, name)),
    ...['train', 'valid', 'test'].map((split) => measureFodorsZagats(folder, split)),
  ]
  print('data                  precision  recall      F1    pairs compared       ms')
  for (const { data, precision, recall, f1, compared, milliseconds } of figures)
    print(
      `${data.padEnd(22)}${precision.toFixed(4).padStart(9)}${recall.toFixed(4).padStart(8)}${f1.toFixed(4).padStart(8)}` +
        `${compared.toLocaleString('en').padStart(18)}${milliseconds.toFixed(0).padStart(9)}`,
    )
  printSpeed(folder, print, runs)
  return true
}

function printSpeed(folder: string, print: (line: string) => void, runs: number): void {
  const people = readFebrl(folder, 'dataset1').map(({ record }) => record)
  const places = readFodorsZagats(folder, 'train').flatMap(({ one, other }) => [one, other])
  for (const [what, records] of [
    ['people', people],
    ['enterprises', places],
  ] as const) {
    const ready = records.map((record) => prepareRecord(record))
    const perSecond = rate(runs, (i) => {
      compareRecords(ready[i % ready.length] ?? {}, ready[(i * 7 + 1) % ready.length] ?? {})
    })
    const keysPerSecond = rate(runs / 10, (i) => {
      matchKeys(records[i % records.length] ?? {})
    })
    const round = (count: number): string => Math.round(count).toLocaleString('en')
    print(
      `${what}: ${round(perSecond)} prepared pairs compared per second; keys of ${round(keysPerSecond)} raw records per second`,
    )
  }
}

/** Times per second, one core, after a tenth of the runs as warming. */
function rate(runs: number, act: (i: number) => void): number {
  for (let i = 0; i < runs / 10; i += 1) act(i)
  const start = performance.now()
  for (let i = 0; i < runs; i += 1) act(i)
  return (runs / (performance.now() - start)) * 1000
}
