import { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import type { CellValue, Column } from '@quayside/tabular'

export interface SheetOrder {
  format: 'csv' | 'xlsx'
  columns: readonly Column[]
  title: string
}

/** From the thread: rows are wanted, or a piece of the file is there. It goes on when it is answered. */
export type FromThread = { wants: 'rows' } | { piece: Uint8Array }
/** null: there are no more. */
export type ToThread = { rows: readonly (readonly CellValue[])[] | null } | { goOn: true }

/** Copied in some milliseconds, so that nobody's request waits for longer. */
const rowsAtOnce = 1_000

/**
 * A long table as a file, written in a thread of its own: of this one it takes but the handing over of rows, some at a time and only
 * when they are wanted. It ends with the stream, also when nobody reads on.
 */
export function writtenApart(order: SheetOrder, rows: Iterator<readonly CellValue[]>): Readable {
  const worker = new Worker(new URL('./sheet-thread.worker.ts', import.meta.url), { workerData: order })
  const answer = (message: ToThread) => worker.postMessage(message)
  let holdsBack = false
  const file = new Readable({
    read() {
      if (holdsBack) answer({ goOn: true })
      holdsBack = false
    },
    destroy(error, done) {
      void worker.terminate().then(() => done(error))
    },
  })
  worker.on('message', (message: FromThread) => {
    if ('wants' in message) return answer({ rows: some(rows) })
    if (file.push(message.piece)) answer({ goOn: true })
    else holdsBack = true
  })
  worker.on('error', (error) => file.destroy(error as Error))
  worker.on('exit', (code) => {
    if (code === 0) file.push(null)
    else file.destroy(new Error(`The thread that writes files ended with ${code}.`))
  })
  return file
}

function some(rows: Iterator<readonly CellValue[]>): (readonly CellValue[])[] | null {
  const batch: (readonly CellValue[])[] = []
  while (batch.length < rowsAtOnce) {
    const next = rows.next()
    if (next.done) break
    batch.push(next.value)
  }
  return batch.length === 0 ? null : batch
}
