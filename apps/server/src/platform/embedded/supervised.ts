import type { ChildProcess } from 'node:child_process'
import type { Binaries } from './binaries.ts'
import type { DataFolder } from './data-folder.ts'
import { startPostmaster, stopProcess, watchOver } from './postmaster.ts'
import type { Bilingual } from './startup-problem.ts'

export interface UnexpectedExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** False when it died too often: the application should end. */
  readonly restarting: boolean
}

const restartsAllowed = 3
const restartWindowMs = 300_000

/** Keeps postgres alive: killed by hand or for lack of memory, it comes back at the same address and recovers. */
export class Supervised {
  readonly listeners: ((exit: UnexpectedExit) => void)[] = []
  readonly #data: DataFolder
  readonly #binaries: Binaries
  readonly #say: (message: Bilingual) => void
  #child: ChildProcess | undefined
  #watcher: ChildProcess | undefined
  #restarting: Promise<void> | undefined
  #stopped = false
  #exits: number[] = []

  private constructor(data: DataFolder, binaries: Binaries, say: (message: Bilingual) => void) {
    this.#data = data
    this.#binaries = binaries
    this.#say = say
  }

  static async start(data: DataFolder, binaries: Binaries, say: (message: Bilingual) => void): Promise<Supervised> {
    const server = new Supervised(data, binaries, say)
    await server.#launch()
    return server
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#restarting
    if (this.#child?.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.ref()
      await stopProcess(this.#child.pid)
    }
    this.#watcher?.kill('SIGKILL')
  }

  async #launch(): Promise<void> {
    // First, so that a death of ours during a long recovery is noticed too.
    this.#watcher = watchOver(this.#data)
    try {
      this.#child = await startPostmaster(this.#data, this.#binaries, this.#say)
    } catch (error) {
      this.#watcher?.kill('SIGKILL')
      throw error
    }
    this.#child.once('exit', (code, signal) => this.#afterExit(code, signal))
  }

  #afterExit(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#stopped) return
    this.#watcher?.kill('SIGKILL')
    const now = performance.now()
    this.#exits = [...this.#exits.filter((at) => now - at < restartWindowMs), now]
    const restarting = this.#exits.length <= restartsAllowed
    this.#say({
      zh: `数据库进程意外退出（${signal ?? code}）。`,
      en: `The database process ended unexpectedly (${signal ?? code}).`,
    })
    if (restarting) this.#restarting = this.#launch().catch(() => this.#tell(code, signal, false))
    this.#tell(code, signal, restarting)
  }

  #tell(code: number | null, signal: NodeJS.Signals | null, restarting: boolean): void {
    for (const listener of this.listeners) listener({ code, signal, restarting })
  }
}
