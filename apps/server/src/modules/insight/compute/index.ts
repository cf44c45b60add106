import { Worker } from 'node:worker_threads'
import type { Tasks } from './tasks.ts'

interface Waiting {
  resolve(result: unknown): void
  reject(error: unknown): void
}

let worker: Worker | undefined
let lastId = 0
let resting: NodeJS.Timeout | undefined
const idleMs = 60_000
const waiting = new Map<number, Waiting>()

/** One thread for all: two heavy answers at once would only take turns on the cores that the database needs too. */
function open(): Worker {
  const opened = new Worker(new URL('./worker.ts', import.meta.url))
  opened.unref()
  opened.on('message', ({ id, result, error }: { id: number; result?: unknown; error?: unknown }) => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) rest(opened)
    if (error === undefined) one?.resolve(result)
    else one?.reject(error)
  })
  const gone = (error: unknown) => {
    if (worker === opened) worker = undefined
    for (const one of waiting.values()) one.reject(error)
    waiting.clear()
  }
  opened.on('error', gone)
  opened.on('exit', (code) => gone(new Error(`The computing thread ended with ${code}.`)))
  return opened
}

/** Nobody waits: what it holds, fonts and heaps of rows, is given back when nothing more comes. */
function rest(idle: Worker): void {
  idle.unref()
  resting = setTimeout(() => {
    if (worker === idle) worker = undefined
    void idle.terminate()
  }, idleMs)
  resting.unref()
}

/** Runs a task beside the requests, e.g. `await compute('churnRadar', lines, options)`. */
export function compute<Name extends keyof Tasks>(
  task: Name,
  ...given: Parameters<Tasks[Name]>
): Promise<Awaited<ReturnType<Tasks[Name]>>> {
  clearTimeout(resting)
  worker ??= open()
  const to = worker
  const id = ++lastId
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
    to.ref()
    to.postMessage({ id, task, given })
  })
}
