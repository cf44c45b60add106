import Fastify, { type FastifyInstance } from 'fastify'
import { openApiDocument } from './open-api.ts'

const settings = {
  url: '/api/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
}

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Quayside API</title>
  </head>
  <body>
    <div id="api-reference" data-configuration="${JSON.stringify(settings).replaceAll('"', '&quot;')}"></div>
    <script src="/api/docs/reference.js"></script>
  </body>
</html>
`

const dayInSeconds = 86_400

/** The contract for programs at `/api/openapi.json`, and for people at `/api/docs`; both from our own origin alone. */
export function serveApiDocs(app: FastifyInstance, version: string): void {
  let document: string | undefined
  app.get('/api/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(app.served, version))
    return reply.type('application/json; charset=utf-8').send(document)
  })
  app.get('/api/docs', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page))
  let script: Promise<string> | undefined
  app.get('/api/docs/reference.js', async (_request, reply) => {
    script ??= referenceScript()
    return reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', `private, max-age=${dayInSeconds}`)
      .send(await script)
  })
}

/** Four megabytes that most nodes never need: loaded when the page is first opened. The library only hands it out by HTTP. */
async function referenceScript(): Promise<string> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const inner = Fastify()
  await inner.register(scalar, { routePrefix: '/', configuration: { url: settings.url } })
  const { payload } = await inner.inject('/js/scalar.js')
  await inner.close()
  return payload
}
