import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const node = join(root, 'node_modules', '.bin', 'node')

/** As a user would start it: what the test runner sets (`NODE_ENV=test`) would build another app. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => name !== 'NODE_ENV' && !name.startsWith('VITEST')),
)

/**
 * In one process a second window waits for the first, and closing one ends them all; without web security the browser
 * says of no request where it comes from.
 */
export const unlikePeople = new Set(['--single-process', '--no-zygote', '--disable-web-security'])

/** The real program on a throw-away database with the demonstration company, and a browser. */
export interface World {
  address: string
  browser: Browser
  /** What the program has said or says next in its terminal, at the first group of the pattern. */
  said: (pattern: RegExp) => Promise<string>
  stop: () => Promise<void>
}

export interface WorldOptions {
  arguments?: string[]
  environment?: Record<string, string>
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  execFileSync(node, [join(root, 'scripts', 'build-web.mjs')], {
    cwd: root,
    env: environment,
    stdio: 'inherit',
  })
  const dataDir = await mkdtemp(join(tmpdir(), 'quayside-browser-'))
  // Run by root, the database would else lie elsewhere, and stay there.
  await chmod(dataDir, 0o711)
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
  const stopServer = async () => {
    await ended(server)
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    const said = listenTo(server)
    const address = await said(/ready: (http:\/\/[\w.:]+)/)
    await warehouseLoaded(address)
    const browser = await playwright.launch({
      executablePath: await chromium.executablePath(),
      args: chromium.args.filter((one) => !unlikePeople.has(one)),
      headless: true,
    })
    return {
      address,
      browser,
      said,
      stop: async () => {
        await browser.close()
        await stopServer()
      },
    }
  } catch (error) {
    await stopServer()
    throw error
  }
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

function listenTo(server: ChildProcess): World['said'] {
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

export const demoPassword = 'quayside-demo-2026'
