import { EventEmitter, once } from 'node:events'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { type CellValue, writeCsv, writeXlsx } from '@quayside/tabular'
import type { FromThread, SheetOrder, ToThread } from './sheet-thread.ts'

const port = parentPort as MessagePort
const { format, columns, title } = workerData as SheetOrder

// While a piece waits to be taken, the packer behind it already wants the next rows.
const rowsGiven = new EventEmitter<{ given: [ToThread] }>()
const takenOn = new EventEmitter<{ given: [ToThread] }>()
port.on('message', (message: ToThread) => ('rows' in message ? rowsGiven : takenOn).emit('given', message))

async function ask(message: FromThread, answers: EventEmitter<{ given: [ToThread] }>): Promise<ToThread> {
  const answered = once(answers, 'given')
  port.postMessage(message)
  return (await answered)[0] as ToThread
}

async function* wantedRows(): AsyncGenerator<readonly CellValue[]> {
  for (;;) {
    const given = await ask({ wants: 'rows' }, rowsGiven)
    if (!('rows' in given) || given.rows === null) return
    yield* given.rows
  }
}

const file = format === 'csv' ? writeCsv(columns, wantedRows()) : writeXlsx(columns, wantedRows(), { sheet: title })
for await (const piece of file) await ask({ piece: Buffer.from(piece) }, takenOn)
// Nothing more to say: without its port the thread ends.
port.close()
