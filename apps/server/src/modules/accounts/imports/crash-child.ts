import { openDatabase } from '../../../platform/database.ts'
import { openFileStore } from '../../../platform/files/index.ts'
import { workImport } from './work-import.ts'

/** Works on one import until it is done or somebody kills the process; see survive-crash.test.ts. */
const { ownerUrl, appUrl, folder, id, chunkRows, bringing } = JSON.parse(process.env.QUAYSIDE_CRASH_CHILD ?? '{}')
const database = openDatabase({ ownerUrl, appUrl, connections: 2 })
// Of a kind of file that a module above brings: where it is, and under which name.
const brought = bringing ? { [bringing.target]: (await import(bringing.module))[bringing.name] } : {}
await workImport({ database, files: openFileStore(folder), clock: () => new Date(), chunkRows, brought }, id, {
  report: async () => undefined,
})
await database.close()
