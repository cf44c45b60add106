import { fork } from 'node:child_process'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ConsoleColumn, ConsoleOutcome, ConsoleValue } from '@quayside/contract'
import type { StatementFault } from './check-statement.ts'
import type { Order, Told } from './runner-messages.ts'

export interface Ran {
  is: 'done'
  columns: ConsoleColumn[]
  rows: ConsoleValue[][]
  more: boolean
  cutValues: number
}
export type Unrun =
  | { is: 'refused'; fault: StatementFault }
  | { is: 'wrong'; message: string; at: number | null }
  | { is: Exclude<ConsoleOutcome, 'done' | 'refused' | 'wrong'> }

export interface StatementOptions extends Omit<Order, 'file'> {
  path: string
  milliseconds: number
  /** Ends the run at once. */
  signal: AbortSignal
}

const program = fileURLToPath(new URL('./runner.ts', import.meta.url))

/** Beside the server and never longer than it may take: what does not end by itself is killed, which a file opened for reading does not mind. */
export function runStatement({ path, milliseconds, signal, ...order }: StatementOptions): Promise<Ran | Unrun> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ is: 'cancelled' })
    const ran: Ran = { is: 'done', columns: [], rows: [], more: false, cutValues: 0 }
    const runner = fork(program, {
      // Neither secrets nor flags of the server; where it stands, files have no path.
      cwd: dirname(path),
      env: { TZ: 'UTC' },
      execArgv: ['--max-old-space-size=256'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    let ended = false
    const end = (with_: Ran | Unrun) => {
      if (ended) return
      ended = true
      clearTimeout(clock)
      signal.removeEventListener('abort', cancel)
      runner.kill('SIGKILL')
      resolve(with_)
    }
    const cancel = () => end({ is: 'cancelled' })
    const clock = setTimeout(() => end({ is: 'outOfTime' }), milliseconds)
    signal.addEventListener('abort', cancel)
    runner.on('message', (told: Told) => take(told, ran, end))
    runner.on('error', () => end({ is: 'broken' }))
    runner.on('exit', () => end({ is: 'broken' }))
    runner.send({ ...order, file: basename(path) } satisfies Order, (error) => error && end({ is: 'broken' }))
  })
}

function take(told: Told, ran: Ran, end: (with_: Ran | Unrun) => void): void {
  switch (told.is) {
    case 'columns':
      ran.columns = told.columns
      break
    case 'rows':
      for (const row of told.rows) ran.rows.push(row)
      ran.cutValues += told.cutValues
      break
    case 'done':
      end({ ...ran, more: told.more })
      break
    case 'fault':
      end({ is: 'refused', fault: told.fault })
      break
    case 'wrong':
      end(told)
      break
    case 'outOfMemory':
    case 'tooMuch':
      end({ is: told.is })
      break
    default:
      told satisfies never
  }
}
