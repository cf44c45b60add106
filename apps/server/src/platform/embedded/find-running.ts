import { readFile } from 'node:fs/promises'
import type { ClientConfig } from 'pg'
import { databaseName, ownerRole } from './create-cluster.ts'
import { hasCluster, locateData } from './data-folder.ts'
import { lockHolder } from './folder-lock.ts'

/** The embedded database of an application that runs on this folder now, for commands beside it; undefined when none does. */
export async function findRunning(dataDir: string): Promise<{ connection: ClientConfig; dataDir: string } | undefined> {
  const data = await locateData(dataDir)
  const running = hasCluster(data.folder) ? await lockHolder(data.folder) : undefined
  if (running === undefined || running.port <= 0) return undefined
  const password = await readFile(data.passwordFile, 'utf8')
  const { host, port } = running
  return { connection: { host, port, user: ownerRole, password, database: databaseName }, dataDir: data.folder }
}
