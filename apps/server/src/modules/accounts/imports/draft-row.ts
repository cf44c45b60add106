import type { Row } from '@quayside/tabular'
import { unguardFormula } from '@quayside/tabular'
import { type DraftWorld, draftAccount, draftAddress, draftContact } from './draft-account.ts'
import { draftLine, draftOrder } from './draft-order.ts'
import { type Cells, type Options, say } from './read-cells.ts'
import type { RowDraft } from './row-draft.ts'
import { rowIssue, tabularIssue } from './row-issue.ts'

export type Mapping = Readonly<Record<string, string | null>>

interface PlannedColumn {
  index: number
  header: string
  field: string | null
}

/** What the header of a column is called in a mapping: its name, or `#3` in a file without a header. */
export const columnName = (header: string, index: number, hasHeader: boolean) => (hasHeader ? header : `#${index + 1}`)

/** Makes the function that reads the cells of a row by the fields their columns are mapped to. */
export function cellReader(header: readonly string[], mapping: Mapping, options: Options): (row: Row) => Cells {
  const { plan, column } = planned(header, mapping, options)
  return (row) => cellsOf(row, plan, column, options)
}

function planned(header: readonly string[], mapping: Mapping, options: Options) {
  const plan = header.map((name, index): PlannedColumn => {
    const column = columnName(name, index, options.hasHeader)
    return { index, header: column, field: mapping[column] ?? null }
  })
  const column: Record<string, string> = {}
  for (const { header: name, field } of plan) if (field && field !== 'note+') column[field] ??= name
  return { plan, column }
}

/** Makes the function that turns a row of the file into what will be written. */
export function rowDrafter(
  header: readonly string[],
  mapping: Mapping,
  options: Options,
  world: DraftWorld,
): (row: Row) => RowDraft {
  const { plan, column } = planned(header, mapping, options)
  return (row) => {
    const cells = cellsOf(row, plan, column, options)
    switch (options.target) {
      case 'customers':
        return customerRow(row, cells, world)
      case 'contacts':
        return contactRow(row, cells, world)
      case 'customersAndOrders':
        return orderRow(row, cells, world, plan)
      case 'serviceOrders':
        throw new TypeError('Such files are read by the module that brings them.')
      default:
        return options.target satisfies never
    }
  }
}

function cellsOf(row: Row, plan: readonly PlannedColumn[], column: Record<string, string>, options: Options): Cells {
  const cells: Cells = { of: {}, column, options, issues: [], kept: {} }
  for (const issue of row.issues) {
    if (issue.severity === 'info') continue
    cells.issues.push(tabularIssue(issue, issue.column === undefined ? null : (plan[issue.column - 1]?.header ?? null)))
  }
  for (const { index, header, field } of plan) {
    if (!field) continue
    const raw = row.values[index] ?? ''
    const text = (raw.startsWith("'") ? unguardFormula(raw) : raw).trim()
    if (text === '') continue
    if (field === 'note+') cells.kept[header] = text
    else cells.of[field] = text
  }
  return cells
}

const empty = { typed: {}, account: {}, contact: null, address: null, order: null, line: null }

function customerRow(row: Row, cells: Cells, world: DraftWorld): RowDraft {
  if (cells.of.name === undefined)
    say(cells, 'name', 'required', 'error', { label: '客户名称', labelEn: 'Customer name' })
  const contact = draftContact(cells, world)
  const address = draftAddress(cells, world)
  const { typed, columns } = draftAccount(cells, world)
  noteInto(columns, cells)
  return {
    ...empty,
    rowNumber: row.rowNumber,
    values: row.values,
    issues: cells.issues,
    typed,
    account: columns,
    contact,
    address,
  }
}

/** What had no place stands in the note, a line for each column. */
function noteInto(columns: Record<string, unknown>, cells: Cells): void {
  const lines = Object.entries(cells.kept).map(([header, text]) => `${header}: ${text}`)
  const note = [cells.of.note, ...lines].filter((text) => text !== undefined).join('\n')
  if (note === '') return
  if (note.length > 20_000)
    cells.issues.push(rowIssue(null, 'tooLong', 'error', { length: note.length, limit: 20_000 }))
  else columns.note = note
}

function contactRow(row: Row, cells: Cells, world: DraftWorld): RowDraft {
  const person = draftContact(cells, world)
  const address = draftAddress(cells, world)
  const organisation = cells.of.name
  if (!person && organisation === undefined) cells.issues.push(rowIssue(null, 'nobody', 'error'))
  const contact = person ?? draftContact({ ...cells, of: { ...cells.of, 'contact.name': organisation ?? '?' } }, world)
  const { typed, columns } = draftAccount(cells, world)
  if (organisation === undefined && contact) {
    typed.name = contact.name
    typed.kind = 'individual'
    columns.name = contact.name
    columns.kind = 'individual'
    columns.phone = contact.mobile ?? contact.phone
    columns.phone_raw = cells.of['contact.mobile'] ?? cells.of['contact.phone'] ?? null
    columns.email = contact.email
  }
  const lines = Object.entries(cells.kept).map(([header, text]) => `${header}: ${text}`)
  if (contact && lines.length > 0) contact.character_note = lines.join('\n').slice(0, 20_000)
  return {
    ...empty,
    rowNumber: row.rowNumber,
    values: row.values,
    issues: cells.issues,
    typed,
    account: columns,
    contact,
    address,
  }
}

/** What stands on the account or the order exactly as in the file. Other columns of these may differ from line to line. */
const saidElsewhere = new Set(['externalKey', 'name', 'order.key', 'order.orderedOn', 'order.currency'])

function orderRow(row: Row, cells: Cells, world: DraftWorld, plan: readonly PlannedColumn[]): RowDraft {
  const key = cells.of.externalKey ?? cells.of.name
  if (key === undefined) say(cells, 'externalKey', 'required', 'error', { label: '客户编号', labelEn: 'Customer key' })
  else {
    // Without a key of its own a customer of such a file is known by name, without a name by key.
    cells.of.externalKey = key.slice(0, 200)
    cells.of.name ??= key
  }
  const contact = draftContact(cells, world)
  const address = draftAddress(cells, world)
  const { typed, columns } = draftAccount(cells, world)
  const line = draftLine(cells)
  const order = draftOrder(cells, line)
  line.attributes = attributesOf(row, cells, plan)
  return {
    rowNumber: row.rowNumber,
    values: row.values,
    issues: cells.issues,
    typed,
    account: columns,
    contact,
    address,
    order,
    line,
  }
}

/** Every column without a place on the line or the order, word for word. */
function attributesOf(row: Row, cells: Cells, plan: readonly PlannedColumn[]): Record<string, string> {
  const attributes: Record<string, string> = { ...cells.kept }
  for (const { index, header, field } of plan) {
    if (field?.startsWith('line.') || (field && saidElsewhere.has(field))) continue
    const text = row.values[index] ?? ''
    if (text.trim() !== '') attributes[header] = text
  }
  return attributes
}
