import { listInventoryUploads, undoInventory, uploadInventory } from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { type FileStore, receiveFile } from '../../../platform/files/index.ts'
import { serve } from '../../../platform/http/serve.ts'
import { forbidden } from '../../../platform/refusal.ts'
import { readTable } from '../../../platform/tables/read-table.ts'
import { reachOfCounts } from './place-counts.ts'
import { takeCounts } from './take-counts.ts'
import { listUploads, undoUpload } from './undo-import.ts'

/** 200,000 rows of usual length are about 20 MB. */
const limitBytes = 64 * 1024 * 1024

export function inventoryRoutes(app: FastifyInstance, files: FileStore): void {
  serve(app, uploadInventory, async ({ request, user, write, now }) => {
    if (reachOfCounts(user) === 'none')
      throw forbidden('Your roles do not let you record stock: it takes the right to read, create and change orders.')
    const received = await receiveFile(request, files, { limitBytes })
    const table = await readTable(files.pathOf(received.sha256))
    return write((tx) => takeCounts(tx, user, table, received.name, now))
  })
  serve(app, listInventoryUploads, ({ read }) => read(listUploads))
  serve(app, undoInventory, ({ user, params, now }) => undoUpload(app.http.database, user, params.id, now))
}
