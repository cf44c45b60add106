import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type EmbeddedDatabase, startEmbedded } from '../apps/server/src/platform/embedded/index.ts'
import { appPassword, ensureAppRole, migrate } from '../apps/server/src/platform/migrate.ts'

export const secret = 'a secret for measuring only, never for a real company'

/** A durable database of its own (fsync on, as in production) that is gone afterwards. */
export interface Scratch {
  dataDir: string
  embedded: EmbeddedDatabase
  owner: EmbeddedDatabase['connection']
  app: pg.ClientConfig
  close(): Promise<void>
}

export async function openScratch(): Promise<Scratch> {
  const dataDir = await mkdtemp(join(tmpdir(), 'quayside-bench-'))
  // Run by root, the database would else lie elsewhere, and stay there.
  await chmod(dataDir, 0o711)
  const embedded = await startEmbedded({ dataDir, settings: { shared_buffers: '1GB', max_wal_size: '8GB' } })
  const client = new pg.Client(embedded.connection)
  await client.connect()
  await ensureAppRole(client, secret)
  await migrate(client)
  await client.end()
  return {
    dataDir,
    embedded,
    owner: embedded.connection,
    app: { ...embedded.connection, user: 'quayside_app', password: appPassword(secret) },
    close: async () => {
      await embedded.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
