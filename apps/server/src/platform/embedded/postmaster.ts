import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fchownSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { serverEnvironment } from './create-cluster.ts'
import type { DataFolder } from './data-folder.ts'
import { explainFailure } from './explain-failure.ts'
import { exists, isPostmasterOf } from './process-identity.ts'
import type { Bilingual } from './startup-problem.ts'

const pollMs = 15
const recoveryNoticeMs = 3_000
const fastShutdownMs = 60_000
const immediateShutdownMs = 5_000
const retryMs = 250
const retries = 80
const largestLogBytes = 10 * 1024 * 1024
/** Said while processes of a killed postmaster are still leaving. */
const predecessorLeaving = /pre-existing shared memory block|lock file "postmaster\.pid" already exists/

const pidFile = (data: DataFolder) => join(data.cluster, 'postmaster.pid')

/** Starts postgres and waits until it takes connections, after recovery if it needs one. */
export async function startPostmaster(data: DataFolder, binaries: Binaries, say: (message: Bilingual) => void) {
  rotateLog(data.logFile)
  for (let attempt = 0; ; attempt++) {
    const logStart = sizeOf(data.logFile)
    const child = spawnPostmaster(data, binaries)
    const failure = await untilReady(data, child, say)
    if (failure === undefined) return child

    const output = readFileSync(data.logFile).subarray(logStart).toString('utf8')
    if (!predecessorLeaving.test(output) || attempt >= retries)
      throw explainFailure({ zh: '启动数据库', en: 'Starting the database' }, output, data.folder, failure.error)
    await wait(retryMs)
  }
}

function spawnPostmaster(data: DataFolder, binaries: Binaries): ChildProcess {
  const log = openLog(data)
  try {
    const child = spawn(binaries.postgres, ['-D', data.cluster, '-c', `config_file=${data.configFile}`], {
      cwd: '/',
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
      // A Ctrl-C in the terminal must reach the application first, which still answers its last requests.
      detached: true,
      uid: data.runAs?.uid,
      gid: data.runAs?.gid,
    })
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

function openLog(data: DataFolder): number {
  try {
    const log = openSync(data.logFile, 'a', 0o600)
    // Root starting the database in a user's folder must not leave a log the user cannot write.
    const { uid, gid } = statSync(data.folder)
    if (process.getuid?.() === 0) fchownSync(log, uid, gid)
    return log
  } catch (error) {
    throw explainFailure({ zh: '启动数据库', en: 'Starting the database' }, '', data.folder, error)
  }
}

async function untilReady(data: DataFolder, child: ChildProcess, say: (message: Bilingual) => void) {
  let failure: { error?: Error } | undefined
  child.once('error', (error) => (failure = { error }))
  child.once('exit', () => (failure ??= {}))
  const begun = performance.now()
  let told = false
  while (failure === undefined && !isReady(data, child.pid)) {
    await wait(pollMs)
    if (!told && performance.now() - begun > recoveryNoticeMs) {
      told = true
      say({ zh: '数据库正在恢复，请稍候……', en: 'The database is recovering, please wait …' })
    }
  }
  return failure
}

/** The eighth line of postmaster.pid tells the state. */
function isReady(data: DataFolder, pid: number | undefined): boolean {
  const lines = readPidFile(data)
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

function readPidFile(data: DataFolder): string[] {
  try {
    return readFileSync(pidFile(data), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** Stops a server that outlived the application that started it. */
export async function stopOrphan(data: DataFolder, say: (message: Bilingual) => void): Promise<void> {
  const pid = Number(readPidFile(data)[0])
  if (!Number.isInteger(pid) || pid <= 1 || !isPostmasterOf(pid, data.cluster)) return
  say({
    zh: `上次没有正常退出，正在停止遗留的数据库进程 ${pid}……`,
    en: `The last run did not end cleanly; stopping its database process ${pid} …`,
  })
  await stopProcess(pid)
}

/** Fast shutdown: open transactions are rolled back, everything committed is written out. */
export async function stopProcess(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', fastShutdownMs],
    ['SIGQUIT', immediateShutdownMs],
    ['SIGKILL', immediateShutdownMs],
  ] as const) {
    if (!send(pid, signal) || (await isGone(pid, patienceMs))) return
  }
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

async function isGone(pid: number, patienceMs: number): Promise<boolean> {
  const begun = performance.now()
  while (exists(pid)) {
    if (performance.now() - begun > patienceMs) return false
    await wait(pollMs)
  }
  return true
}

/**
 * Ends postgres when the application dies without a word. It holds the reading end of a pipe that the system closes
 * with us, and does nothing when the server was stopped properly: then postmaster.pid is gone.
 */
export function watchOver(data: DataFolder): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const script = 'read -r _; kill -INT "$(head -n 1 "$1")" 2>/dev/null'
  const watcher = spawn('/bin/sh', ['-c', script, 'sh', pidFile(data)], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.on('error', () => {})
  watcher.unref()
  if (watcher.stdin !== null && 'unref' in watcher.stdin && typeof watcher.stdin.unref === 'function')
    watcher.stdin.unref()
  return watcher
}

function rotateLog(file: string): void {
  if (sizeOf(file) > largestLogBytes) renameSync(file, `${file}.1`)
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0
