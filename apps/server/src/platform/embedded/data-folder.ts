import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, chmod, constants, lstat, mkdir, readdir, readFile, realpath, rm, statfs } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { sharedFolder } from './binaries.ts'
import { chooseRunAs, isReachable, type RunAs } from './run-as.ts'
import { type Bilingual, dataOfOtherPostgres, diskFull, folderNotWritable } from './startup-problem.ts'

/** Everything of one embedded database lies in one folder: the cluster, its password, its lock, its log. */
export interface DataFolder {
  readonly folder: string
  readonly cluster: string
  readonly passwordFile: string
  readonly configFile: string
  readonly logFile: string
  readonly runAs: RunAs | undefined
}

const mebibyte = 1024 * 1024
/** A new cluster with its first write-ahead log takes about 60 MiB. */
const neededForNewMiB = 300
const neededForOldMiB = 100

/** `QUAYSIDE_DATA` if given, else inside the project. */
export function defaultDataDir(projectRoot: string, environment: NodeJS.ProcessEnv = process.env): string {
  return resolve(environment.QUAYSIDE_DATA || join(projectRoot, '.quayside', 'database'))
}

/**
 * As root the data must lie where the unprivileged user reaches it. When the folder asked for is below a private one,
 * the data is kept in /var/lib/quayside/<project>-<hash of the path> instead, for as long as that cluster exists.
 */
export async function locateData(requested: string, say: (message: Bilingual) => void = () => {}): Promise<DataFolder> {
  const wanted = resolve(requested)
  const runAs = chooseRunAs(join(wanted, 'cluster'))
  if (runAs === undefined || hasCluster(wanted)) return describe(wanted, runAs)

  const path = await realpathOfNearest(wanted)
  if (isReachable(path.existing, runAs) && !hasCluster(await relocated(path.full))) return describe(wanted, runAs)
  const folder = await relocated(path.full)
  say({
    zh: `${wanted} 位于私有文件夹内，数据保存在 ${folder}（PostgreSQL 以用户 ${runAs.name} 运行）。`,
    en: `${wanted} lies in a private folder: the data is kept in ${folder} (PostgreSQL runs as ${runAs.name}).`,
  })
  return describe(folder, chooseRunAs(join(folder, 'cluster')))
}

export const hasCluster = (folder: string) => existsSync(join(folder, 'cluster', 'PG_VERSION'))

function describe(folder: string, runAs: RunAs | undefined): DataFolder {
  return {
    folder,
    cluster: join(folder, 'cluster'),
    passwordFile: join(folder, 'password'),
    configFile: join(folder, 'postgresql.conf'),
    logFile: join(folder, 'postgres.log'),
    runAs,
  }
}

async function relocated(path: string): Promise<string> {
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 12)
  const project = basename(dirname(dirname(path))).replaceAll(/[^\w.-]/g, '_')
  return join(await sharedFolder(), `${project}-${hash}`)
}

async function realpathOfNearest(wanted: string): Promise<{ existing: string; full: string }> {
  let existing = wanted
  while (!existsSync(existing)) existing = dirname(existing)
  const real = await realpath(existing)
  if (!(await lstat(real)).isDirectory()) throw folderNotWritable(wanted)
  return { existing: real, full: join(real, wanted.slice(existing.length)) }
}

/** Makes the folder and finds out beforehand what would otherwise fail half way. */
export async function prepareFolder(data: DataFolder): Promise<void> {
  try {
    await mkdir(data.folder, { recursive: true, mode: data.runAs === undefined ? 0o700 : 0o711 })
    await access(data.folder, constants.W_OK | constants.X_OK)
    // The cluster inside is 0700 and belongs to the other user, who must be able to walk to it.
    if (data.runAs !== undefined && (await lstat(data.folder)).uid === 0) await chmod(data.folder, 0o711)
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC'
      ? diskFull(data.folder)
      : folderNotWritable(data.folder, error)
  }
  if (data.runAs !== undefined && !isReachable(data.folder, data.runAs)) throw folderNotWritable(data.folder)
  await requireSpace(data.folder, hasCluster(data.folder) ? neededForOldMiB : neededForNewMiB)
}

export async function requireSpace(folder: string, neededMiB: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const freeMiB = Math.floor((bavail * bsize) / mebibyte)
  if (freeMiB < neededMiB) throw diskFull(folder, freeMiB, neededMiB)
}

export async function requireSameMajor(data: DataFolder, ours: number): Promise<void> {
  const found = (await readFile(join(data.cluster, 'PG_VERSION'), 'utf8')).trim()
  if (found !== String(ours)) throw dataOfOtherPostgres(data.folder, found, ours)
}

export const isHalfMade = (name: string) => /^(cluster|rest|password)\.(.*\.)?new/.test(name)

/** Left when initdb or a restore was killed. */
export async function removeHalfMade(data: DataFolder): Promise<void> {
  const names = (await readdir(data.folder)).filter(isHalfMade)
  for (const name of names) await rm(join(data.folder, name), { recursive: true, force: true, maxRetries: 5 })
}
