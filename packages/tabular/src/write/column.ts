export type CellValue = string | number | bigint | boolean | Date | null | undefined

export type ColumnKind = 'text' | 'number' | 'date'

export type Column = {
  header: string
  /** 'number': text that is a plain number stays one. 'date': ISO days become real dates in xlsx. Default 'text'. */
  kind?: ColumnKind
  /** A bigint cell is value × 10^scale (money: 4). Default 0. */
  scale?: number
  /** Of the column in characters, xlsx only. */
  width?: number
}

export type RowSource = AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>

export const plainNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
