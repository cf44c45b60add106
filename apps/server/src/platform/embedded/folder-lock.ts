import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts'
import { alreadyRunning } from './startup-problem.ts'

/** What another process needs to know about the one that holds the folder. */
export interface LockContent extends ProcessIdentity {
  readonly host: string
  readonly port: number
}

export interface FolderLock {
  announce(address: { host: string; port: number }): Promise<void>
  release(): Promise<void>
}

const attempts = 250
const retryMs = 20
/** It is held for a few milliseconds; an older one was left by a kill. */
const takingMs = 3_000
const lockFile = (folder: string) => join(folder, 'lock.json')

/** The process that has this folder open now, if any; a lock left by a dead one does not count. */
export async function lockHolder(folder: string): Promise<LockContent | undefined> {
  const content = parseLock(await readFile(lockFile(folder), 'utf8').catch(() => ''))
  return content !== undefined && isAlive(content) ? content : undefined
}

/** @throws StartupProblem `alreadyRunning` with the process and address that hold the folder */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = lockFile(folder)
  const mine = `${file}.${process.pid}.${randomUUID()}`
  let content: LockContent = { ...identityOf(process.pid), host: '', port: 0 }
  await writeFile(mine, JSON.stringify(content), { mode: 0o600, flag: 'wx' })
  try {
    await takeLock(folder, mine)
  } finally {
    await rm(mine, { force: true })
  }

  return {
    async announce({ host, port }) {
      content = { ...content, host, port }
      const next = `${file}.${process.pid}.next`
      await writeFile(next, JSON.stringify(content), { mode: 0o600 })
      await rename(next, file)
    },
    async release() {
      const held = parseLock(await readFile(file, 'utf8').catch(() => ''))
      if (held?.pid === content.pid && held.started === content.started) await rm(file, { force: true })
    },
  }
}

async function takeLock(folder: string, mine: string): Promise<void> {
  const file = lockFile(folder)
  for (let attempt = 0; attempt < attempts; attempt++) {
    // A hard link fails when the name exists: of two processes one wins.
    if (await linked(mine, file)) return
    if ((await deadLock(folder)) && (await replaceDead(folder, mine))) return
    await wait(retryMs)
  }
  throw alreadyRunning(folder, process.pid, 'lock.json')
}

/** @throws StartupProblem `alreadyRunning` when its holder lives */
async function deadLock(folder: string): Promise<boolean> {
  const text = await readFile(lockFile(folder), 'utf8').catch(() => undefined)
  const holder = parseLock(text ?? '')
  if (holder !== undefined && isAlive(holder)) throw alreadyRunning(folder, holder.pid, addressOf(holder))
  return text !== undefined
}

/** Only who holds the second lock may replace the first, after looking again: else two would replace each other's. */
async function replaceDead(folder: string, mine: string): Promise<boolean> {
  const taking = `${lockFile(folder)}.taking`
  if (!(await linked(mine, taking))) {
    const age = await stat(taking).then(
      ({ ctimeMs }) => Date.now() - ctimeMs,
      () => 0,
    )
    if (age > takingMs) await rm(taking, { force: true })
    return false
  }
  try {
    if (!(await deadLock(folder))) return false
    await copyFile(mine, `${mine}.next`)
    await rename(`${mine}.next`, lockFile(folder))
    return true
  } finally {
    await rm(taking, { force: true })
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
  }
  return copied(from, to)
}

/** For file systems without hard links. */
async function copied(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function parseLock(text: string): LockContent | undefined {
  try {
    const content = JSON.parse(text) as Partial<LockContent>
    if (typeof content.pid !== 'number' || typeof content.started !== 'string') return undefined
    return { pid: content.pid, started: content.started, host: content.host ?? '', port: content.port ?? 0 }
  } catch {
    return undefined
  }
}

const addressOf = ({ host, port }: LockContent) =>
  host === '' ? 'starting' : host.startsWith('/') ? `${host}/.s.PGSQL.${port}` : `${host}:${port}`
