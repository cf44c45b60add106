import type { ConsoleColumn, ConsoleValue } from '@quayside/contract'
import type { StatementFault } from './check-statement.ts'

/** What the runner is told, once. */
export interface Order {
  /** Name of the file in the runner’s working folder. */
  file: string
  sql: string
  tables: readonly string[]
  rows: number
  valueLength: number
  /** Of values altogether, as characters. */
  characters: number
  megabytes: number
}

/** What it tells: columns, rows in pieces, and at the end `done` or why not. */
export type Told =
  | { is: 'columns'; columns: ConsoleColumn[] }
  | { is: 'rows'; rows: ConsoleValue[][]; cutValues: number }
  | { is: 'done'; more: boolean }
  | { is: 'fault'; fault: StatementFault }
  /** `at`: bytes before the place, from 0. */
  | { is: 'wrong'; message: string; at: number | null }
  | { is: 'outOfMemory' }
  | { is: 'tooMuch' }
