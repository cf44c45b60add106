import { existsSync } from 'node:fs'
import { join } from 'node:path'
import statics from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const yearSeconds = 31_536_000

/**
 * Serves a built web application: files whose names carry their content's hash are kept for a year, the page itself is
 * asked for each time. Files packed at build (`.br`, `.gz`) are sent packed.
 */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return
  await app.register(statics, { root: folder, serve: false, cacheControl: false, preCompressed: true })
  app.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
    const path = request.params['*']
    if (path === 'api' || path.startsWith('api/')) return reply.callNotFound()
    const isFile = /\.[a-z0-9]+$/i.test(path)
    const lasting = path.startsWith('assets/')
    reply.header('cache-control', lasting ? `public, max-age=${yearSeconds}, immutable` : 'no-cache')
    // Every address without a file's ending is a screen of the application, which finds its own way.
    return reply.sendFile(isFile ? path : 'index.html')
  })
}
