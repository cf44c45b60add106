import { existsSync, readFileSync } from 'node:fs'

/** Tableau's Superstore, where it is installed beside the project: not part of it. */
const file = '../shared/data/superstore/superstore.csv'

export const hasSuperstore = existsSync(file)
if (!hasSuperstore) console.warn(`skipped: no ${file}, composition and margins are not compared with its known figures`)

export type SuperstoreLine = {
  readonly country: string
  readonly category: string
  readonly salesE4: number
  readonly profitE4: number
}

/** Amounts have at most four decimals: ten-thousandths are whole. */
export function superstoreLines(): SuperstoreLine[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  const names = cellsOf(head)
  const cell = (cells: string[], name: string) => cells[names.indexOf(name)] ?? ''
  return lines
    .filter((line) => line !== '')
    .map(cellsOf)
    .map((cells) => ({
      country: cell(cells, 'Country/Region'),
      category: cell(cells, 'Category'),
      salesE4: Math.round(Number(cell(cells, 'Sales')) * 1e4),
      profitE4: Math.round(Number(cell(cells, 'Profit')) * 1e4),
    }))
}

/** No cell of this file holds a line end. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  )
}
