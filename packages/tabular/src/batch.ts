import type { Issue } from './issue.ts'

export type Row = {
  /** 1-based record of the file, header and blank lines counted, as a spreadsheet numbers it. */
  rowNumber: number
  /** Exactly the text of the file, padded with '' to the header's width. */
  values: string[]
  issues: readonly Issue[]
}

export type Batch = {
  /** Column names, made unique; spreadsheet letters where the file has no header. */
  header: readonly string[]
  rows: Row[]
  /** Of the file, the header and of blank lines; those of a row are on the row. */
  issues: Issue[]
  /** Progress: bytes of the file consumed so far, and its size. */
  bytesRead: number
  totalBytes: number
}
