import type { Tx } from '../../../../platform/database.ts'
import type { User } from '../../../../platform/http/serve.ts'
import type { Id } from '../../../../platform/ids.ts'
import type { Cells, Options } from '../read-cells.ts'
import type { FieldSpec } from '../targets/field-spec.ts'
import type { Target } from '../targets/target-fields.ts'
import type { UndoStep } from '../undoing.ts'

export interface UnitRow {
  rowNumber: number
  values: readonly string[]
  cells: Cells
}

/** Rows that make one record, e.g. the lines of an order: they go in together or not at all. */
export interface Unit {
  /** Empty: a row that names none and stands for itself. */
  key: string
  rows: readonly UnitRow[]
}

/** What is said of one row, at the column that `field` was mapped to; null: of the row. */
export interface Said {
  rowNumber: number
  field: string | null
  code: string
  severity: 'error' | 'warning'
  params: Record<string, unknown>
  zh: string
  en: string
}

/** `known`: it is here already, and is left out. */
export interface Verdict {
  outcome: 'good' | 'known' | 'faulty'
  said: Said[]
}

export interface Setting {
  batchId: Id
  /** Of the file's content. */
  sha256: string
  options: Options
  now: Date
}

/** What a module above brings, so that its files go through the same wizard: its fields, its rules, its rows. */
export interface BroughtTarget {
  fields: readonly FieldSpec[]
  /** Of each group one field at least has its column. */
  needed: readonly (readonly string[])[]
  /** Rows with one value here are one record. */
  unitField: string
  /** @throws Refusal 403 for whoever may not bring such files */
  refuse(user: User): void
  /** What would become of each; writes nothing. */
  judge(tx: Tx, user: User, units: readonly Unit[], setting: Setting): Promise<Verdict[]>
  /** Writes each that can be written; called in the transaction that moves the checkpoint. */
  write(tx: Tx, user: User, units: readonly Unit[], setting: Setting): Promise<Verdict[]>
  undo: readonly UndoStep[]
}

export type BroughtTargets = Readonly<Partial<Record<Target, BroughtTarget>>>
