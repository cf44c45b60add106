import { Worker } from 'node:worker_threads'
import type { Tasks } from './tasks.ts'

interface Waiting {
  resolve(result: unknown): void
  reject(error: unknown): void
}

const idleMs = 60_000

/** A thread that is started when something is to be done, does one thing after the other, and ends when nothing more comes. */
export class ComputingThread {
  #worker: Worker | undefined
  #lastId = 0
  #resting: NodeJS.Timeout | undefined
  readonly #waiting = new Map<number, Waiting>()

  /** Tasks that it has not done yet. */
  get waiting(): number {
    return this.#waiting.size
  }

  /** `handedOver`: what is not copied, and is the thread's from then on. */
  run<Name extends keyof Tasks>(
    task: Name,
    given: Parameters<Tasks[Name]>,
    handedOver: readonly ArrayBuffer[] = [],
  ): Promise<Awaited<ReturnType<Tasks[Name]>>> {
    clearTimeout(this.#resting)
    this.#worker ??= this.#open()
    const to = this.#worker
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
      to.ref()
      to.postMessage({ id, task, given }, handedOver)
    })
  }

  #open(): Worker {
    const opened = new Worker(new URL('./worker.ts', import.meta.url))
    opened.unref()
    opened.on('message', ({ id, result, error }: { id: number; result?: unknown; error?: unknown }) => {
      const one = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (this.#waiting.size === 0) this.#rest(opened)
      if (error === undefined) one?.resolve(result)
      else one?.reject(error)
    })
    const gone = (error: unknown) => {
      if (this.#worker === opened) this.#worker = undefined
      for (const one of this.#waiting.values()) one.reject(error)
      this.#waiting.clear()
    }
    opened.on('error', gone)
    opened.on('exit', (code) => gone(new Error(`The computing thread ended with ${code}.`)))
    return opened
  }

  /** Nobody waits: what it holds, fonts and heaps of rows, is given back when nothing more comes. */
  #rest(idle: Worker): void {
    idle.unref()
    this.#resting = setTimeout(() => {
      if (this.#worker === idle) this.#worker = undefined
      void idle.terminate()
    }, idleMs)
    this.#resting.unref()
  }
}
