import type { FieldKind } from '@quayside/tabular'

/** One thing a column can be mapped to. */
export interface FieldSpec {
  field: string
  zh: string
  en: string
  group: 'customer' | 'contact' | 'address' | 'order' | 'line' | 'rest'
  kind: FieldKind
  /** A row without it cannot be taken. */
  required?: boolean
  /** Finds the record that exists already. */
  isKey?: boolean
  /** More headers by which it is recognised, in both languages. */
  names: readonly string[]
  /** Several columns may go here. */
  many?: boolean
}

/** Columns without a place of their own, kept word for word in the note. */
export const keptInNote: FieldSpec = {
  field: 'note+',
  zh: '保留到备注',
  en: 'Keep in the note',
  group: 'rest',
  kind: 'text',
  names: [],
  many: true,
}
