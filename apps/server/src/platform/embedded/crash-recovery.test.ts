import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { aDatabase, aFolder, query } from './folder-for-test.ts'
import { exists, isPostmasterOf } from './process-identity.ts'

const childFile = fileURLToPath(new URL('./crash-child.ts', import.meta.url))

interface Running {
  readonly app: ChildProcess
  readonly url: string
  readonly postmaster: number
}

async function anApplication(dataDir: string): Promise<Running> {
  const app = spawn(process.execPath, [childFile, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] })
  let postmaster: number | undefined
  onTestFinished(async () => {
    app.kill('SIGKILL')
    // Its watcher ends it a moment later; until then it still writes into the folder that is removed next.
    await until(() => postmaster === undefined || !isPostmasterOf(postmaster, join(dataDir, 'cluster')))
  })
  let output = ''
  let complaints = ''
  app.stderr.on('data', (chunk) => {
    complaints += chunk
  })
  await new Promise<void>((resolve, reject) => {
    app.stdout.on('data', (chunk) => {
      output += chunk
      if (output.includes('\n')) resolve()
    })
    app.once('exit', () => reject(new Error(complaints)))
  })
  const { url, pid } = JSON.parse(output) as { url: string; pid: number }
  postmaster = pid
  return { app, url, postmaster }
}

const commit = (url: string) => query(url, `create table note (text text); insert into note values ('safe')`)
const ended = (app: ChildProcess) => new Promise<number | null>((resolve) => app.once('exit', resolve))

/** Found before the kill: afterwards it belongs to nobody. */
function watcherOf(app: ChildProcess): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const isWatcher = (pid: string) => {
    try {
      const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]
      return Number(parent) === app.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('/bin/sh')
    } catch {
      return false
    }
  }
  return Number(pids.find(isWatcher))
}

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { interval: 20 }).toBe(true)
}

test('SIGTERM ends the application and its database cleanly', { timeout: 60_000 }, async () => {
  const dataDir = join(await aFolder(), 'database')
  const { app, url, postmaster } = await anApplication(dataDir)
  await commit(url)
  app.kill('SIGTERM')
  expect(await ended(app)).toBe(0)
  expect(exists(postmaster)).toBe(false)
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).toContain('database system is shut down')
})

test('after kill -9 of the application its database ends by itself, and the next start has the data', {
  timeout: 60_000,
}, async () => {
  const dataDir = join(await aFolder(), 'database')
  const { app, url, postmaster } = await anApplication(dataDir)
  await commit(url)
  app.kill('SIGKILL')
  await until(() => !exists(postmaster))

  const next = await aDatabase(dataDir)
  expect(await query(next.ownerUrl, 'select text from note')).toEqual([{ text: 'safe' }])
})

test('a database that outlived its application is stopped by the next start, which has the data', {
  timeout: 60_000,
}, async () => {
  const dataDir = join(await aFolder(), 'database')
  const { app, url, postmaster } = await anApplication(dataDir)
  await commit(url)
  process.kill(watcherOf(app), 'SIGKILL')
  app.kill('SIGKILL')
  await ended(app)
  expect(isPostmasterOf(postmaster, join(dataDir, 'cluster'))).toBe(true)

  const said: string[] = []
  const next = await aDatabase(dataDir, { log: ({ en }) => said.push(en) })
  expect(said).toContainEqual(expect.stringContaining(`stopping its database process ${postmaster}`))
  expect(exists(postmaster)).toBe(false)
  expect(await query(next.ownerUrl, 'select text from note')).toEqual([{ text: 'safe' }])
})

test('after kill -9 of postgres it comes back at the same address with the data', { timeout: 60_000 }, async () => {
  const dataDir = join(await aFolder(), 'database')
  const database = await aDatabase(dataDir)
  await commit(database.ownerUrl)
  const killed = database.pid
  const exits: boolean[] = []
  database.onExit(({ restarting }) => exits.push(restarting))
  process.kill(killed, 'SIGKILL')

  await expect
    .poll(() => query(database.ownerUrl, 'select text from note').catch(() => []), { interval: 50 })
    .toEqual([{ text: 'safe' }])
  expect(exits).toEqual([true])
  expect(database.pid).not.toBe(killed)
})

test('after kill -9 of both the next start recovers', { timeout: 60_000 }, async () => {
  const dataDir = join(await aFolder(), 'database')
  const { app, url, postmaster } = await anApplication(dataDir)
  await commit(url)
  process.kill(watcherOf(app), 'SIGKILL')
  app.kill('SIGKILL')
  process.kill(postmaster, 'SIGKILL')
  await ended(app)

  const next = await aDatabase(dataDir)
  expect(await query(next.ownerUrl, 'select text from note')).toEqual([{ text: 'safe' }])
})

test('an application started while another holds the folder ends with the pid of the first', {
  timeout: 60_000,
}, async () => {
  const dataDir = join(await aFolder(), 'database')
  const { app, url } = await anApplication(dataDir)
  await expect(anApplication(dataDir)).rejects.toThrow(`in use by process ${app.pid}`)
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
})
