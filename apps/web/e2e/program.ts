import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const node = join(root, 'node_modules', '.bin', 'node')

/** As a user would start it: what the test runner sets (`NODE_ENV=test`) would build another app. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => name !== 'NODE_ENV' && !name.startsWith('VITEST')),
)

export interface ProgramOptions {
  arguments?: string[]
  environment?: Record<string, string>
}

/** The program as a user starts it. */
export interface Program {
  address: string
  /** What the program has said or says next in its terminal, at the first group of the pattern. */
  said: (pattern: RegExp) => Promise<string>
  stop: () => Promise<void>
}

/** Runs on the data folder until it answers everything; `leaving` ends it before. */
export async function startProgram(
  dataDir: string,
  options: ProgramOptions = {},
  leaving?: AbortSignal,
): Promise<Program> {
  const server = spawn(
    node,
    [join(root, 'apps/server/src/main.ts'), 'start', '--port', '0', ...(options.arguments ?? [])],
    {
      cwd: root,
      env: {
        ...environment,
        QUAYSIDE_DATA: dataDir,
        QUAYSIDE_RATE_PER_MINUTE: '0',
        LOG_LEVEL: 'error',
        ...options.environment,
      },
      // Not handed our own: whoever holds that after us keeps the run of the tests from ending.
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  server.stderr.pipe(process.stderr, { end: false })
  const stop = () => ended(server)
  leaving?.addEventListener('abort', stop)
  try {
    const said = listenTo(server)
    const address = await said(/ready: (http:\/\/[\w.:]+)/)
    await warehouseLoaded(address)
    return { address, said, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What the browser is served, built anew where its sources have changed. */
export function buildWeb(): void {
  execFileSync(node, [join(root, 'scripts', 'build-web.mjs')], {
    cwd: root,
    env: environment,
    stdio: 'inherit',
  })
}

/** Until then analyses answer 503, which the browser complains of. */
async function warehouseLoaded(address: string): Promise<void> {
  const lag = /^quayside_warehouse_lag_seconds\{.*\} (\S+)$/m
  for (;;) {
    const [, seconds] = lag.exec(await (await fetch(`${address}/metrics`)).text()) ?? []
    if (Number.isFinite(Number(seconds ?? 'NaN'))) return
    await setTimeout(100)
  }
}

function listenTo(server: ChildProcess): Program['said'] {
  let text = ''
  server.stdout?.on('data', (piece: Buffer) => {
    text += piece.toString()
  })
  return (pattern) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(text)?.[1]
        if (found === undefined) return
        server.stdout?.off('data', look)
        resolve(found)
      }
      server.stdout?.on('data', look)
      server.once('exit', (code) =>
        reject(new Error(`The server ended with ${code} and never said ${pattern}:\n${text}`)),
      )
      look()
    })
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await gone
}
