import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { noUnprivilegedUser } from './startup-problem.ts'

/** The user PostgreSQL runs as when we are root, which it refuses. */
export interface RunAs {
  readonly uid: number
  readonly gid: number
  readonly name: string
}

// initdb looks its user up in the password database, so a free number will not do.
const preferredUsers = ['quayside', 'postgres', 'nobody']

/** Undefined for an ordinary user. An existing cluster keeps the user that owns it. */
export function chooseRunAs(clusterFolder: string): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = readUsers()
  const owner = statSync(clusterFolder, { throwIfNoEntry: false })?.uid
  const chosen =
    users.find((user) => user.uid === owner && owner !== 0) ??
    preferredUsers.flatMap((name) => users.find((user) => user.name === name) ?? [])[0]
  if (chosen === undefined) throw noUnprivilegedUser()

  const attempt = spawnSync('/bin/sh', ['-c', ':'], { uid: chosen.uid, gid: chosen.gid, cwd: '/' })
  if (attempt.error !== undefined) throw noUnprivilegedUser(attempt.error)
  return chosen
}

function readUsers(): RunAs[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

/** Asks the system rather than reading mode bits: access lists and mount options count too. */
export function isReachable(folder: string, runAs: RunAs): boolean {
  const attempt = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], {
    uid: runAs.uid,
    gid: runAs.gid,
    cwd: '/',
  })
  return attempt.status === 0
}
