// A reporter for vitest. Time limits of tests are timers in the process that tests: a file that never lets go of it, in an
// endless loop for example, would hold up the whole run for ever, and nobody would learn which file it was.
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

const everyMs = 5_000
/** Far beyond the longest file, which takes less than two minutes. */
const defaultLimitMs = 10 * 60_000
const patienceMs = 5_000

export default class EndStuckRun {
  #limitMs
  #running = new Map()
  #watch

  /** @param {{ limitMs?: number }} options */
  constructor({ limitMs = defaultLimitMs } = {}) {
    this.#limitMs = limitMs
  }

  onTestRunStart() {
    this.#watch = setInterval(() => this.#look(), everyMs)
    this.#watch.unref()
  }

  onTestRunEnd() {
    clearInterval(this.#watch)
  }

  onTestModuleQueued(module) {
    this.#running.set(module.moduleId, { since: Date.now(), test: 'loading, or the first test' })
  }

  onTestCaseReady(test) {
    const module = this.#running.get(test.module.moduleId)
    if (module) module.test = test.fullName
  }

  onTestModuleEnd(module) {
    this.#running.delete(module.moduleId)
  }

  #look() {
    const stuck = [...this.#running].filter(([, { since }]) => Date.now() - since > this.#limitMs)
    if (stuck.length === 0) return
    clearInterval(this.#watch)
    for (const [file, { test }] of stuck)
      console.error(`\nNo end after ${this.#limitMs / 1000} s: ${file}\n  last heard of: ${test}`)
    void endAll()
  }
}

async function endAll() {
  for (const pid of workers()) {
    const stack = await Promise.race([
      stackOf(pid).catch((error) => [error.message]),
      wait(patienceMs, ['does not say where it is']),
    ])
    console.error([`\nProcess ${pid}:`, ...stack].join('\n  '))
    process.kill(pid, 'SIGKILL')
  }
  // vitest reports the end of its processes and ends itself, unless it is stuck too.
  setTimeout(() => process.exit(1), patienceMs).unref()
}

/** The processes that test; only Linux tells, elsewhere the run ends without stacks. */
function workers() {
  try {
    const children = readdirSync(`/proc/${process.pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${process.pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    )
    return children.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('vitest/dist/workers'))
  } catch {
    return []
  }
}

/** SIGUSR1 opens Node's inspector from a thread of its own, also while JavaScript is in a loop. */
async function stackOf(pid) {
  process.kill(pid, 'SIGUSR1')
  const socket = new WebSocket(await inspectorAddress())
  const files = new Map()
  const paused = new Promise((resolve) => {
    socket.onmessage = ({ data }) => {
      const { method, params } = JSON.parse(data)
      if (method === 'Debugger.scriptParsed') files.set(params.scriptId, params.url)
      if (method === 'Debugger.paused') resolve(params.callFrames)
    }
  })
  await new Promise((resolve) => (socket.onopen = resolve))
  for (const [at, method] of ['Debugger.enable', 'Debugger.pause'].entries())
    socket.send(JSON.stringify({ id: at + 1, method }))
  return (await paused).map(
    ({ functionName, location }) =>
      `at ${functionName || '(anonymous)'} ${files.get(location.scriptId)}:${location.lineNumber + 1}`,
  )
}

async function inspectorAddress() {
  for (;;) {
    const answer = await fetch('http://127.0.0.1:9229/json/list').catch(() => undefined)
    if (answer) return (await answer.json())[0].webSocketDebuggerUrl
    await wait(100)
  }
}
