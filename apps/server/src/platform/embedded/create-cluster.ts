import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import type { DataFolder } from './data-folder.ts'
import { explainFailure } from './explain-failure.ts'
import { passwordLost } from './startup-problem.ts'

export const ownerRole = 'quayside_owner'
export const databaseName = 'quayside'

/** Nothing of the person's own PostgreSQL settings (PGPORT, PGOPTIONS, …) may reach ours. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' })

/** Made beside its place and renamed: a cluster is there whole or not at all. */
export async function createCluster(data: DataFolder, binaries: Binaries, durable: boolean): Promise<void> {
  const staging = `${data.cluster}.new-${process.pid}`
  const passwordCopy = join(staging, '..', `password.${process.pid}.new`)
  const password = randomBytes(24).toString('base64url')
  try {
    await mkdir(staging, { mode: 0o700 })
    await writeFile(data.passwordFile, password, { mode: 0o600 })
    await writeFile(passwordCopy, password, { mode: 0o600 })
    if (data.runAs !== undefined) {
      await chown(staging, data.runAs.uid, data.runAs.gid)
      await chown(passwordCopy, data.runAs.uid, data.runAs.gid)
    }
    await runInitdb(data, binaries, staging, passwordCopy, durable)
    await rename(staging, data.cluster)
  } catch (error) {
    await rm(staging, { recursive: true, force: true })
    throw explainFailure(creating, '', data.folder, error)
  } finally {
    await rm(passwordCopy, { force: true })
  }
}

export async function readPassword(data: DataFolder): Promise<string> {
  const password = await readFile(data.passwordFile, 'utf8').catch(() => '')
  if (password === '') throw passwordLost(data.passwordFile)
  return password
}

const creating = { zh: '创建数据库', en: 'Creating the database' }

function runInitdb(data: DataFolder, binaries: Binaries, staging: string, passwordFile: string, durable: boolean) {
  const options = [
    ...['-D', staging, '-U', ownerRole, `--pwfile=${passwordFile}`, '-E', 'UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'],
    ...['--auth-local=scram-sha-256', '--auth-host=scram-sha-256'],
    ...(durable ? [] : ['--no-sync']),
  ]
  const child = spawn(binaries.initdb, options, {
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A Ctrl-C in the terminal reaches us alone; we decide what happens to it.
    detached: true,
    uid: data.runAs?.uid,
    gid: data.runAs?.gid,
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const endWithUs = () => child.kill()
  process.once('exit', endWithUs)
  return new Promise<void>((resolve, reject) => {
    child.once('error', (error) => reject(explainFailure(creating, output, data.folder, error)))
    child.once('close', (code) => (code === 0 ? resolve() : reject(explainFailure(creating, output, data.folder))))
  }).finally(() => process.off('exit', endWithUs))
}
