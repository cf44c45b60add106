import {
  downloadEdiFile,
  exportEdiMessages,
  listEdiInterchanges,
  listEdiMessages,
  readEdiInterchange,
  readEdiMessage,
  readEdiSummary,
} from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { connectionOf } from '../../../platform/database.ts'
import { type FileStore, sendFile } from '../../../platform/files/index.ts'
import { serve } from '../../../platform/http/serve.ts'
import { forbidden, notFound } from '../../../platform/refusal.ts'
import { messagesFile } from './export-messages.ts'
import { listInterchanges, readInterchange } from './list-interchanges.ts'
import { listMessages } from './list-messages.ts'
import { readMessage } from './read-message.ts'
import { readSummary } from './summary.ts'

export function showRoutes(app: FastifyInstance, files: FileStore): void {
  serve(app, listEdiMessages, ({ read, query }) => read((db, user) => listMessages(db, user, query)))
  serve(app, exportEdiMessages, async ({ read, query, reply, now }) =>
    sendFile(reply, await read((db, user) => messagesFile(db, user, query, now))),
  )
  serve(app, readEdiMessage, ({ read, params }) => read((db, user) => readMessage(db, files, user, params.id)))
  serve(app, listEdiInterchanges, ({ read, query }) => read((db) => listInterchanges(db, query)))
  serve(app, readEdiInterchange, ({ read, params }) => read((db) => readInterchange(db, params.id)))
  serve(app, readEdiSummary, ({ read, now }) => read((db) => readSummary(db, now)))
  serve(app, downloadEdiFile, async ({ read, params, user, reply }) => {
    if (!user.rights.categories.finance.read)
      throw forbidden('Files of partners tell money, which your roles do not show.')
    const found = await read(async (db) => {
      const { rows } = await connectionOf(db).query<{ name: string; sha256: string; bytes: number }>(
        'select name, sha256, bytes from edi_files where id = $1',
        [params.id],
      )
      return rows[0]
    })
    if (!found) throw notFound('file')
    return sendFile(reply, {
      name: found.name,
      mediaType: 'application/octet-stream',
      bytes: Number(found.bytes),
      content: files.read(found.sha256),
    })
  })
}
