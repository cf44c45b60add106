import { existsSync, readFileSync } from 'node:fs'
import { compareRecords, findDuplicates, type MatchRecord, type MatchVerdict } from './src/index.ts'

export type MatchFigures = {
  readonly data: string
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly compared: number
  readonly milliseconds: number
}

/** What counts as found: "same" alone, or "same" and "probable", which a person would look at. */
const counted: ReadonlySet<MatchVerdict> = new Set(['same', 'probable'])

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

/** FEBRL (Christen): people with one or more damaged copies; rec_id says which belong together. */
export function febrl(
  folder: string,
  name: string,
): MatchFigures & { readonly wrong: readonly [MatchRecord, MatchRecord][] } {
  const rows = table(`${folder}/febrl/${name}.csv`)
  const truth = rows.map((row) => (row['rec_id'] ?? '').split('-')[1])
  const records = rows.map(
    (row): MatchRecord => ({
      givenName: row['given_name'] ?? '',
      familyName: row['surname'] ?? '',
      birthDate: row['date_of_birth'] ?? '',
      codes: [row['soc_sec_id'] ?? ''],
      address: {
        street: `${row['street_number']} ${row['address_1']} ${row['address_2']}`,
        suburb: row['suburb'] ?? '',
        region: row['state'] ?? '',
        postcode: row['postcode'] ?? '',
      },
    }),
  )
  const start = performance.now()
  const { pairs, compared } = findDuplicates(records)
  const milliseconds = performance.now() - start
  const found = pairs.filter((pair) => counted.has(pair.verdict))
  const right = found.filter((pair) => truth[pair.one] === truth[pair.other])
  const copies = new Map<string | undefined, number>()
  for (const id of truth) copies.set(id, (copies.get(id) ?? 0) + 1)
  const real = [...copies.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
  const wrong = found
    .filter((pair) => truth[pair.one] !== truth[pair.other])
    .map((pair): [MatchRecord, MatchRecord] => [records[pair.one] ?? {}, records[pair.other] ?? {}])
  return { data: `febrl ${name}`, ...rates(right.length, found.length, real), compared, milliseconds, wrong }
}

/** Fodor's and Zagat's restaurants: labelled pairs. The class column gives the truth away and is not used. */
export function fodorsZagats(
  folder: string,
  split: string,
): MatchFigures & { readonly wrong: readonly [MatchRecord, MatchRecord][] } {
  const rows = table(`${folder}/er-fodors-zagats/${split}.csv`)
  const side = (row: Record<string, string>, which: string): MatchRecord => ({
    names: [row[`${which}_name`] ?? ''],
    address: { street: row[`${which}_addr`] ?? '', city: row[`${which}_city`] ?? '' },
    phones: [row[`${which}_phone`] ?? ''],
    category: row[`${which}_type`] ?? '',
  })
  const labelled = rows.map((row) => ({
    one: side(row, 'left'),
    other: side(row, 'right'),
    same: row['label'] === '1',
  }))
  const start = performance.now()
  const found = labelled.map(({ one, other }) => counted.has(compareRecords(one, other).verdict))
  const milliseconds = performance.now() - start
  const right = labelled.filter(({ same }, i) => same && found[i]).length
  const wrong = labelled
    .filter(({ same }, i) => same !== found[i])
    .map(({ one, other }): [MatchRecord, MatchRecord] => [one, other])
  const real = labelled.filter(({ same }) => same).length
  return {
    data: `fodors-zagats ${split}`,
    ...rates(right, found.filter(Boolean).length, real),
    compared: rows.length,
    milliseconds,
    wrong,
  }
}

function rates(right: number, found: number, real: number): { precision: number; recall: number; f1: number } {
  const precision = found === 0 ? 0 : right / found
  const recall = right / real
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

/** Prints precision, recall and F1 with default settings; false, with the reason printed, where the data are absent. */
export function printMatchingBench(folder = '../shared/data', print: (line: string) => void = console.log): boolean {
  if (!existsSync(`${folder}/febrl`)) {
    print(`skipped: no labelled duplicates in ${folder}`)
    return false
  }
  const figures = [
    febrl(folder, 'dataset1'),
    febrl(folder, 'dataset2'),
    ...['train', 'valid', 'test'].map((split) => fodorsZagats(folder, split)),
  ]
  print('data                  precision  recall      F1    pairs compared       ms')
  for (const { data, precision, recall, f1, compared, milliseconds } of figures)
    print(
      `${data.padEnd(22)}${precision.toFixed(4).padStart(9)}${recall.toFixed(4).padStart(8)}${f1.toFixed(4).padStart(8)}` +
        `${compared.toLocaleString('en').padStart(18)}${milliseconds.toFixed(0).padStart(9)}`,
    )
  return true
}
