import { openDatabase } from '../../../platform/database.ts'
import { openFileStore } from '../../../platform/files/index.ts'
import { workImport } from './work-import.ts'

/** Works on one import until it is done or somebody kills the process; see survive-crash.test.ts. */
const { ownerUrl, appUrl, folder, id, chunkRows } = JSON.parse(process.env.QUAYSIDE_CRASH_CHILD ?? '{}')
const database = openDatabase({ ownerUrl, appUrl, connections: 2 })
await workImport({ database, files: openFileStore(folder), clock: () => new Date(), chunkRows }, id, {
  report: async () => undefined,
})
await database.close()
