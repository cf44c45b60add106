import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exists } from './process-identity.ts'
import { fastAndFragile } from './settings.ts'
import { type EmbeddedDatabase, startEmbedded } from './start-embedded.ts'

const prefix = 'quayside-test-'

/** A server of its own in a temporary folder, without durability; `stop` removes the folder. */
export async function startThrowAway(): Promise<EmbeddedDatabase> {
  await removeLeftovers()
  const folder = await temporaryFolder()
  try {
    const database = await startEmbedded({
      dataDir: join(folder, 'database'),
      settings: fastAndFragile,
      socketParent: folder,
    })
    const stopServer = database.stop
    return Object.assign(database, { stop: () => stopServer().then(() => remove(folder)) })
  } catch (error) {
    await remove(folder)
    throw error
  }
}

const remove = (folder: string) => rm(folder, { recursive: true, force: true })

/** Named after this process. As root the server runs as another user, who must be able to walk in. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  await chmod(folder, 0o711)
  return folder
}

/** A killed run cannot clean up; its server has ended with it (see `watchOver`), its folder has not. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1])
    if (pid > 0 && !exists(pid)) await remove(join(tmpdir(), name)).catch(() => {})
  }
}
