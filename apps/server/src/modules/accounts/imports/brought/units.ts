import { setImmediate as breathe } from 'node:timers/promises'
import { issueMessage, type Row } from '@quayside/tabular'
import { Refusal } from '../../../../platform/refusal.ts'
import { inBothLanguages } from '../../../../platform/sentence.ts'
import { importRows, notReadable } from '../detect-import.ts'
import { cellReader, type Mapping } from '../draft-row.ts'
import type { KeptRow } from '../imports.queries.ts'
import type { Options } from '../read-cells.ts'
import { type RowIssue, rowIssue } from '../row-issue.ts'
import type { Said, Unit, UnitRow, Verdict } from './brought-target.ts'

/** Held in memory, because the rows of one record may stand anywhere in the file. */
const mostRows = 50_000
const mostMegabytes = 64
const most = mostMegabytes * 1024 ** 2
/** What a cell takes in memory beside its characters: rows of empty cells are not free. */
const bytesOfCell = 8
/** The server goes on answering between so many rows. */
const rowsAtOnce = 200

export interface UnitTable {
  rows: readonly UnitRow[]
  /** Reads other values in the place of a row. */
  read(row: Pick<Row, 'rowNumber' | 'values'>): UnitRow
}

/** Every row of the file by the fields its columns are mapped to. @throws Refusal 422 */
export async function readUnitRows(
  path: string,
  { options, mapping }: { options: Options | null; mapping: Mapping | null },
): Promise<UnitTable> {
  if (!options || !mapping) throw new TypeError('A batch whose rows are read has options and a mapping.')
  const rows: UnitRow[] = []
  let held = 0
  let cells: ReturnType<typeof cellReader> | undefined
  for await (const batch of importRows(path, options)) {
    const broken = batch.issues.find(({ severity, row }) => severity === 'error' && row === 0)
    if (broken) throw notReadable(broken.code, issueMessage(broken, 'zh-CN'), issueMessage(broken, 'en'))
    cells ??= cellReader(batch.header, mapping, options)
    for (const row of batch.rows) {
      if (row.values.every((value) => value.trim() === '')) continue
      for (const value of row.values) held += value.length + bytesOfCell
      if (held > most) throw tooMuchText()
      rows.push({ rowNumber: row.rowNumber, values: row.values, cells: cells(row) })
      if (rows.length > mostRows) throw tooManyRows()
      if (rows.length % rowsAtOnce === 0) await breathe()
    }
  }
  const read = cells ?? cellReader([], mapping, options)
  return {
    rows,
    read: ({ rowNumber, values }) => ({
      rowNumber,
      values,
      cells: read({ rowNumber, values: [...values], issues: [] }),
    }),
  }
}

/** A packed file may hold more than its size says, which reading it tells. @throws Refusal 422 */
export function refuseTooLarge(bytes: number): void {
  if (bytes <= most) return
  const texts = inBothLanguages(
    `此类文件不能超过 ${mostMegabytes} MB，请拆分后分别导入。`,
    `A file of this kind may have ${mostMegabytes} MB at most. Split it and import the parts one after the other.`,
  )
  throw new Refusal('fileTooLarge', 422, texts.messageEn, { extra: texts })
}

function tooMuchText(): Refusal {
  const texts = inBothLanguages(
    `文件展开后的内容超过 ${mostMegabytes} MB，请删去多余的列，或拆分后分别导入。`,
    `What the file holds is more than ${mostMegabytes} MB. Leave out columns, or split it and import the parts one after the other.`,
  )
  return new Refusal('tooMuchText', 422, texts.messageEn, { extra: texts })
}

function tooManyRows(): Refusal {
  const texts = inBothLanguages(
    `文件超过 ${mostRows} 行，请拆分后分别导入。`,
    `The file has more than ${mostRows} rows. Split it and import the parts one after the other.`,
  )
  return new Refusal('tooManyRows', 422, texts.messageEn, { extra: texts })
}

/** In the order of their first rows. Rows somebody mended stand in for those of the file. */
export function unitsOf(
  { rows, read }: UnitTable,
  unitField: string,
  decisions: ReadonlyMap<number, Pick<KeptRow, 'state' | 'values'>> = new Map(),
): Unit[] {
  const units = new Map<string, { key: string; rows: UnitRow[] }>()
  for (const row of rows) {
    const decision = decisions.get(row.rowNumber)
    const standing = decision ? read({ rowNumber: row.rowNumber, values: decision.values }) : row
    const key = standing.cells.of[unitField] ?? ''
    const place = key === '' ? `row ${row.rowNumber}` : `key ${key}`
    const unit = units.get(place)
    if (unit) unit.rows.push(standing)
    else units.set(place, { key, rows: [standing] })
  }
  return [...units.values()]
}

export type ToKeep = Pick<KeptRow, 'row_number' | 'values' | 'state' | 'issues'>

/** The rows of a record that somebody should see. */
export function rowsToKeep({ rows }: Unit, { outcome, said }: Verdict): ToKeep[] {
  const issues = rows.map((row) => [...row.cells.issues, ...said.filter(isOf(row)).map((one) => issueOf(one, row))])
  const at = issues.findIndex((some) => some.some(({ severity }) => severity === 'error'))
  const faulty = outcome === 'faulty' || at >= 0
  const state = faulty ? 'faulty' : outcome === 'known' ? 'skipped' : 'warned'
  const first = rows[Math.max(at, 0)]?.rowNumber ?? 0
  return rows.flatMap((row, place): ToKeep[] => {
    const own = issues[place] ?? []
    const isOwn = own.some(({ severity }) => severity === 'error')
    const told = faulty && !isOwn ? [...own, rowIssue(null, 'partOfFaulty', 'error', { row: first })] : own
    if (state === 'warned' && told.length === 0) return []
    return [{ row_number: row.rowNumber, values: [...row.values], state, issues: told }]
  })
}

const isOf =
  ({ rowNumber }: UnitRow) =>
  (one: Said) =>
    one.rowNumber === rowNumber

const issueOf = ({ field, code, params, severity, zh, en }: Said, { cells }: UnitRow): RowIssue => ({
  column: (field !== null && cells.column[field]) || null,
  code,
  params,
  severity,
  messageZh: zh,
  messageEn: en,
})

/** So many records are judged or written in one transaction, unless a test says otherwise. */
export const unitsAtAStretch = 100
