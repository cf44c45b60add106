import { readEdiFile, receiveEdi } from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { type FileStore, receiveFile } from '../../../platform/files/index.ts'
import { serve } from '../../../platform/http/serve.ts'
import { fileBytesAtMost } from './file-size.ts'
import { keepEdiFile } from './keep-file.ts'
import { readFileState } from './read-file-state.ts'

export function inboxRoutes(app: FastifyInstance, files: FileStore): void {
  // Partners' programs send whatever type they like, or say that it is JSON: the body is taken as it comes.
  app.register(async (scope) => {
    scope.removeContentTypeParser(['application/json', 'text/plain'])
    scope.addContentTypeParser('*', (_, body, done) => done(null, body))
    serve(scope, receiveEdi, async ({ request, query, user, now, database }) => {
      const [content, way, sentName] = request.isMultipart()
        ? await receiveFile(request, files, { limitBytes: fileBytesAtMost }).then(
            (file) => [file, 'screen', file.name] as const,
          )
        : ([await files.put(request.raw, { limitBytes: fileBytesAtMost }), 'http', undefined] as const)
      const name = query.name ?? sentName ?? `${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.edi`
      const fileId = await keepEdiFile(database, content, { way, name, byId: user.id }, now)
      return { fileId: fileId as string, sha256: content.sha256, bytes: content.bytes, receivedAt: now.toISOString() }
    })
  })
  serve(app, readEdiFile, ({ read, params }) => read((db) => readFileState(db, params.id)))
}
