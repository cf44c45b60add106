import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { secret } from './scratch.ts'

export interface ChildServer {
  url: string
  pid: number
  /** Seconds from the start of the process until it answered. */
  startSeconds: number
  /** Resident memory of the process in MiB. */
  residentMiB(): Promise<number>
  stop(): Promise<void>
}

const run = fileURLToPath(new URL('../scripts/run.mjs', import.meta.url))
const bare = fileURLToPath(new URL('./bare-server.ts', import.meta.url))

/** The product as in production, a process of its own on a free port. */
export const startProduct = (
  ownerUrl: string,
  dataDir: string,
  roles = 'web,worker,feeder',
  environment: Record<string, string> = {},
) =>
  startChild([run, 'apps/server/src/main.ts', 'serve', '--port', '0', '--role', roles], {
    DATABASE_URL: ownerUrl,
    QUAYSIDE_SECRET: secret,
    QUAYSIDE_DATA: `${dataDir}/product`,
    QUAYSIDE_RATE_PER_MINUTE: '0',
    LOG_LEVEL: 'error',
    ...environment,
  })

export const startBare = (owner: pg.ClientConfig, app: pg.ClientConfig, actor: string) =>
  startChild([bare], { OWNER: JSON.stringify(owner), APP: JSON.stringify(app), ACTOR: actor })

async function startChild(args: string[], environment: Record<string, string>): Promise<ChildServer> {
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await addressFrom(child)
  return {
    url,
    pid: child.pid ?? 0,
    startSeconds: (performance.now() - began) / 1000,
    residentMiB: async () =>
      Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

async function addressFrom(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  for await (const line of lines) {
    const url = /https?:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0]
    if (url) return url
  }
  throw new Error('The server ended before it told its address.')
}
