import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Client } from 'pg'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './for-tests.ts'
import { type EmbeddedDatabase, type EmbeddedOptions, startEmbedded } from './start-embedded.ts'

/** A temporary folder an unprivileged server can reach; gone after the test. */
export async function aFolder(): Promise<string> {
  const folder = await temporaryFolder()
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Small and stopped after the test. Killing processes loses nothing that the system holds, so it need not sync. */
export async function aDatabase(dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({
    dataDir,
    socketParent: dirname(dataDir),
    ...options,
    settings: { shared_buffers: '16MB', fsync: 'off', ...options.settings },
  })
  onTestFinished(() => database.stop())
  return database
}

export async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}
