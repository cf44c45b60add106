import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chown, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import {
  type BackedUpFile,
  type BackupManifest,
  type BackupMark,
  formatVersion,
  manifestFile,
  markFile,
  restFolder,
} from './backup-format.ts'
import { findBinaries } from './binaries.ts'
import { ignoreMissing } from './cluster-files.ts'
import { type DataFolder, isHalfMade, locateData, prepareFolder, removeHalfMade, requireSpace } from './data-folder.ts'
import { explainFailure } from './explain-failure.ts'
import { lockFolder } from './folder-lock.ts'
import { dataOfOtherPostgres, StartupProblem } from './startup-problem.ts'
import { readTar } from './tar-stream.ts'

const mebibyte = 1024 * 1024

/**
 * Unpacks a backup beside its place and checks every file; the database appears only when all of it is right.
 * `dataDir` must be absent or empty.
 */
export async function restore(file: string, dataDir: string): Promise<BackupMark> {
  const data = await locateData(dataDir)
  await requireEmpty(data.folder)
  const { majorVersion } = await findBinaries(data.runAs)
  await prepareFolder(data)
  const lock = await lockFolder(data.folder)
  const staging: Staging = { data, cluster: `${data.cluster}.new`, rest: join(data.folder, 'rest.new') }
  try {
    await removeHalfMade(data)
    const mark = await unpack(file, staging, majorVersion)
    await putInPlace(staging)
    return mark
  } catch (error) {
    throw asProblem(error, file, data)
  } finally {
    for (const folder of [staging.cluster, staging.rest]) await rm(folder, { recursive: true, force: true })
    await lock.release()
  }
}

interface Staging {
  readonly data: DataFolder
  readonly cluster: string
  readonly rest: string
}

async function requireEmpty(folder: string): Promise<void> {
  const names = (await readdir(folder).catch(ignoreMissing)) ?? []
  if (names.every((name) => isHalfMade(name) || name.startsWith('lock.json'))) return
  throw new StartupProblem(
    'folderNotEmpty',
    {
      zh: `文件夹 ${folder} 不是空的，不会覆盖其中的数据。`,
      en: `The folder ${folder} is not empty; its data is not overwritten.`,
    },
    {
      zh: `请先停止程序并移走旧数据：mv "${folder}" "${folder}.old"，然后重新恢复。`,
      en: `Stop the program and move the old data away first: mv "${folder}" "${folder}.old", then restore again.`,
    },
  )
}

async function unpack(file: string, staging: Staging, ourMajor: number): Promise<BackupMark> {
  let mark: BackupMark | undefined
  let manifest: BackupManifest | undefined
  const written = new Map<string, BackedUpFile>()
  for (const folder of [staging.cluster, staging.rest]) await mkdir(folder, { mode: 0o700 })

  const unpackEntries = async (source: AsyncIterable<Uint8Array>) => {
    for await (const { entry, content } of readTar(source)) {
      if (mark === undefined) {
        if (entry.path !== markFile) throw new RangeError('no mark of a backup')
        mark = await checkMark(await textOf(content), staging, ourMajor)
      } else if (entry.path === manifestFile) manifest = JSON.parse(await textOf(content)) as BackupManifest
      else if (entry.isFolder) await mkdir(placeOf(entry.path, staging), { recursive: true, mode: 0o700 })
      else written.set(entry.path, await writeChecked(entry.path, placeOf(entry.path, staging), content))
    }
  }
  await pipeline(createReadStream(file), createZstdDecompress(), unpackEntries)
  if (mark === undefined || manifest === undefined) throw new RangeError('the archive ends before its list of files')
  compare(manifest, written)
  return mark
}

async function checkMark(text: string, staging: Staging, ourMajor: number): Promise<BackupMark> {
  const mark = JSON.parse(text) as BackupMark
  if (mark.format !== 'quayside-backup') throw new RangeError('not a backup of Quayside')
  if (mark.formatVersion > formatVersion)
    throw new StartupProblem(
      'backupOfOtherVersion',
      { zh: '该备份由更新版本的驿客制作。', en: 'This backup was made by a newer Quayside.' },
      { zh: '请用该版本或更新的版本恢复。', en: 'Restore it with that release or a later one.' },
    )
  if (mark.postgresMajor !== ourMajor)
    throw dataOfOtherPostgres(staging.data.folder, String(mark.postgresMajor), ourMajor)
  await requireSpace(staging.data.folder, Math.ceil(mark.approximateBytes / mebibyte) + 100)
  return mark
}

/** An archive could name any path; only places inside ours are written. */
function placeOf(path: string, { cluster, rest }: Staging): string {
  const [kind, ...parts] = path.split('/')
  const base = kind === 'cluster' ? cluster : kind === restFolder ? rest : undefined
  if (base === undefined || parts.some((part) => part === '' || part === '..' || /[\\\0]/.test(part)))
    throw new RangeError(`unexpected entry ${path}`)
  return join(base, ...parts)
}

async function writeChecked(path: string, place: string, content: AsyncIterable<Uint8Array>): Promise<BackedUpFile> {
  await mkdir(dirname(place), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  let size = 0
  const handle = await open(place, 'wx', 0o600)
  try {
    for await (const chunk of content) {
      hash.update(chunk)
      size += chunk.length
      await handle.writeFile(chunk)
    }
    // The cluster is synced by PostgreSQL itself before it recovers.
    if (path.startsWith(restFolder)) await handle.sync()
  } finally {
    await handle.close()
  }
  return { path, size, sha256: hash.digest('hex') }
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of content) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

function compare(manifest: BackupManifest, written: Map<string, BackedUpFile>): void {
  if (manifest.files.length !== written.size) throw new RangeError(`${written.size} of ${manifest.files.length} files`)
  for (const { path, size, sha256 } of manifest.files) {
    const found = written.get(path)
    if (found?.size !== size || found.sha256 !== sha256) throw new RangeError(`the checksum of ${path} is wrong`)
  }
}

/** The cluster last: as long as it is not there, there is no database. */
async function putInPlace({ data, cluster, rest }: Staging): Promise<void> {
  if (data.runAs !== undefined) await giveTo(cluster, data.runAs.uid, data.runAs.gid)
  for (const name of await readdir(rest)) await rename(join(rest, name), join(data.folder, name))
  await rename(cluster, data.cluster)
}

async function giveTo(folder: string, uid: number, gid: number): Promise<void> {
  await chown(folder, uid, gid)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await giveTo(path, uid, gid)
    else await chown(path, uid, gid)
  }
}

function asProblem(error: unknown, file: string, data: DataFolder): StartupProblem {
  if (error instanceof StartupProblem) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return backupBroken(file, '找不到文件', 'no such file', error)
  if (error instanceof RangeError || error instanceof SyntaxError || /^(Z_|ZSTD_|ERR_)/.test(code))
    return backupBroken(file, '文件损坏、不完整，或不是备份', 'damaged, cut short, or not a backup', error)
  return explainFailure({ zh: '恢复', en: 'The restore' }, '', data.folder, error)
}

const backupBroken = (file: string, zh: string, en: string, cause: unknown) =>
  new StartupProblem(
    'backupBroken',
    { zh: `无法恢复 ${file}：${zh}（${String(cause)}）。`, en: `Cannot restore ${file}: ${en} (${String(cause)}).` },
    { zh: '请换用另一份备份；没有写入任何数据。', en: 'Use another backup; nothing was restored.' },
    cause,
  )
