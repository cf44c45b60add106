import { readFileSync, readlinkSync } from 'node:fs'

/** Names one run of one process: a process id alone is given out again. */
export interface ProcessIdentity {
  readonly pid: number
  /** Clock ticks after boot, and which boot; empty where the system does not tell. */
  readonly started: string
}

export function identityOf(pid: number): ProcessIdentity {
  return { pid, started: startOf(pid) }
}

export function isAlive(identity: ProcessIdentity): boolean {
  return (
    exists(identity.pid) &&
    !isZombie(identity.pid) &&
    (identity.started === '' || startOf(identity.pid) === identity.started)
  )
}

export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** True when this process is a postmaster of that cluster; postgres works in its data folder. */
export function isPostmasterOf(pid: number, clusterFolder: string): boolean {
  if (!exists(pid) || isZombie(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === clusterFolder
  } catch {
    // Not ours to look at: another user's process, so not the postmaster of our folder.
    return false
  }
}

function isZombie(pid: number): boolean {
  return /^[ZX]/.test(statFields(pid)[0] ?? '')
}

function startOf(pid: number): string {
  const ticks = statFields(pid)[19]
  return ticks === undefined ? '' : `${ticks}@${bootId()}`
}

/** Fields of /proc/PID/stat from the third on; the second, the name, may hold blanks and brackets. */
function statFields(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}
