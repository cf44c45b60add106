import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { EdiChannelSettings } from '@quayside/contract'
import { newId } from '../../../platform/ids.ts'
import { filesAtOnce, isFinished, type Way } from './way.ts'

/** A file that changed within these seconds is perhaps still being written. */
const quietSeconds = 3

export class OutsideFolder extends Error {
  override readonly name = 'OutsideFolder'
}

/** Folders below the data folder's `edi`, and nowhere else, wherever links lead. */
export async function folderWay(
  base: string,
  settings: EdiChannelSettings & { way: 'folder' },
  now: Date,
): Promise<Way> {
  const inFolder = await below(base, settings.inFolder)
  const outFolder = settings.outFolder === null ? null : await below(base, settings.outFolder)
  const path = (name: string) => join(inFolder, name)
  return {
    async list() {
      const entries = await readdir(inFolder, { withFileTypes: true })
      const names = entries.filter((entry) => entry.isFile() && isFinished(entry.name)).slice(0, filesAtOnce)
      const files = await Promise.all(names.map(async ({ name }) => ({ name, stats: await stat(path(name)) })))
      return files
        .filter(({ stats }) => stats.size > 0 && now.getTime() - stats.mtimeMs >= quietSeconds * 1_000)
        .map(({ name, stats }) => ({ name, bytes: stats.size, writtenAt: Math.floor(stats.mtimeMs) }))
    },
    read: (name) => createReadStream(path(name)),
    remove: (name) => rm(path(name), { force: true }),
    async put(name, content) {
      if (outFolder === null) throw new OutsideFolder('There is no folder for what is sent.')
      const temporary = join(outFolder, `.${newId()}.tmp`)
      const file = await open(temporary, 'wx', 0o640)
      try {
        await file.writeFile(content)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(temporary, join(outFolder, name))
    },
    close: async () => undefined,
  }
}

/** @throws OutsideFolder where a link leads out of the data folder */
async function below(base: string, folder: string): Promise<string> {
  const wanted = join(base, folder)
  await mkdir(wanted, { recursive: true, mode: 0o750 })
  const [root, real] = await Promise.all([realpath(base), realpath(wanted)])
  if (!real.startsWith(root + sep)) throw new OutsideFolder(`${folder} leads out of the folder for EDI.`)
  return real
}
