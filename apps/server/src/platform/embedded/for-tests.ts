import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fastAndFragile } from './settings.ts'
import { type EmbeddedDatabase, startEmbedded } from './start-embedded.ts'

/** A server of its own in a throw-away folder, without durability. */
export async function startThrowAway(): Promise<EmbeddedDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-test-'))
  await chmod(folder, 0o711)
  const database = await startEmbedded({ dataDir: join(folder, 'database'), settings: fastAndFragile })
  return {
    ...database,
    pid: database.pid,
    stop: async () => {
      await database.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
