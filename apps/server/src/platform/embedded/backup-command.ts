import { readFile } from 'node:fs/promises'
import { type BackupSummary, backUp } from './backup.ts'
import type { BackupMark } from './backup-format.ts'
import { databaseName, ownerRole } from './create-cluster.ts'
import { hasCluster, locateData } from './data-folder.ts'
import { lockHolder } from './folder-lock.ts'
import { restore } from './restore.ts'
import { startEmbedded } from './start-embedded.ts'
import { type Bilingual, StartupProblem } from './startup-problem.ts'

export interface BackupRequest {
  readonly dataDir: string
  readonly file: string
  readonly now: Date
  readonly log?: (message: Bilingual) => void
}

/** Backs up the database beside a running application, or starts the database just for this. */
export async function backupCommand(request: BackupRequest): Promise<BackupSummary> {
  const data = await locateData(request.dataDir)
  if (!hasCluster(data.folder)) throw nothingToBackUp(data.folder)
  const running = await lockHolder(data.folder)
  if (running !== undefined && running.port > 0) {
    const { host, port } = running
    const password = await readFile(data.passwordFile, 'utf8')
    const connection = { host, port, user: ownerRole, password, database: databaseName }
    return backUp({ connection, dataDir: data.folder }, request.file, request.now)
  }
  const database = await startEmbedded({ dataDir: request.dataDir, log: request.log })
  try {
    return await backUp({ connection: database.connection, dataDir: data.folder }, request.file, request.now)
  } finally {
    await database.stop()
  }
}

/** Restores, then starts the database once: recovery from the backup is proved at once, not when it is needed. */
export async function restoreCommand(
  file: string,
  dataDir: string,
  log?: (message: Bilingual) => void,
): Promise<BackupMark> {
  const mark = await restore(file, dataDir)
  const database = await startEmbedded({ dataDir, log })
  await database.stop()
  return mark
}

const nothingToBackUp = (folder: string) =>
  new StartupProblem(
    'backupFailed',
    { zh: `${folder} 中没有数据库。`, en: `There is no database in ${folder}.` },
    {
      zh: '请在启动过驿客的项目文件夹中运行，或用 QUAYSIDE_DATA 指定数据位置。',
      en: 'Run it in the project folder where Quayside was started, or name the data folder with QUAYSIDE_DATA.',
    },
  )
