import { Problem, type Route, WebhookPayload, webhookEvents } from '@quayside/contract'
import { z } from 'zod'
import { codeSamples } from './code-samples.ts'

type Json = Record<string, unknown>

export interface OpenApiDocument extends Json {
  openapi: string
  paths: Record<string, Record<string, Json>>
  components: { schemas: Record<string, Json>; [other: string]: unknown }
}

/** The HTTP contract as OpenAPI 3.1, made from the routes that are served: it cannot promise what is not there. */
export function openApiDocument(served: readonly Route[], version: string): OpenApiDocument {
  const schemas: Record<string, Json> = { Problem: converted(Problem, 'output') }
  const paths: OpenApiDocument['paths'] = {}
  for (const route of served) {
    const path = `/api${route.path.replaceAll(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) }
  }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Quayside 驿客',
      version,
      description:
        'Customer relationship management for logistics companies. Instants are UTC; `…E4` is money in ten-thousandths of the currency unit. Lists are paged by an opaque cursor. Errors are problem details (RFC 9457) with a `code`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(served.map((route) => route.tag))].map((name) => ({ name })),
    security: [{ apiKey: [] }, { session: [] }],
    paths,
    webhooks: webhooks(schemas),
    components: { schemas, responses: problemResponses, securitySchemes },
  }
}

/** What endpoints are told: the body, and the headers by which it is known to be ours. */
function webhooks(schemas: Record<string, Json>): Record<string, Json> {
  const schema = named(schemas, 'WebhookPayload', WebhookPayload, 'output')
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  })
  const parameters = [
    header('webhook-id', 'The same however often the message is sent'),
    header('webhook-timestamp', 'When it was sent, in seconds since 1970'),
    header(
      'webhook-signature',
      '`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body` (Standard Webhooks); several while the secret is being changed',
    ),
  ]
  const entries = Object.entries(webhookEvents).map(([kind, { summary, fields }]) => {
    const description = `\`data\` holds \`id\`, \`accountId\`${fields.map((field) => `, \`${field}\``).join('')}. Answer with 2xx within 15 s.`
    const requestBody = { required: true, content: { 'application/json': { schema } } }
    const post = {
      summary,
      description,
      tags: ['webhooks'],
      security: [],
      parameters,
      requestBody,
      responses: { 200: { description: 'Taken' } },
    }
    return [kind, { post }]
  })
  return Object.fromEntries(entries)
}

const securitySchemes = {
  apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'better-auth.session_token',
    description: 'Set by signing in; requests that change anything also need `X-Quayside-CSRF: 1`.',
  },
}

const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
const problems: Record<string, string> = {
  401: 'Nobody is signed in',
  403: 'The caller’s roles do not allow this',
  404: 'No such record, or none the caller may see',
  409: 'The record is in a state that does not allow this',
  412: 'Somebody changed the record meanwhile; `current` holds it',
  422: 'The request is not acceptable; `errors` says which fields',
  428: 'If-Match is missing',
  429: 'Too many requests; see Retry-After',
  503: 'The database is away for a moment; see Retry-After',
}
const problemResponses = Object.fromEntries(
  Object.entries(problems).map(([status, description]) => [
    `Problem${status}`,
    { description, content: problemContent },
  ]),
)

function operation(route: Route, schemas: Record<string, Json>): Json {
  return {
    operationId: route.name,
    summary: route.summary,
    tags: [route.tag],
    ...(route.door === 'public' ? { security: [] } : {}),
    ...(typeof route.door === 'object' ? { 'x-right': route.door } : {}),
    parameters: parametersOf(route),
    ...requestBodyOf(route, schemas),
    responses: responsesOf(route, schemas),
    'x-codeSamples': codeSamples(route, isNothing(route.body) ? undefined : converted(route.body, 'input')),
  }
}

function parametersOf(route: Route): Json[] {
  const parameters = [...fieldsOf(route.params, 'path'), ...fieldsOf(route.query, 'query')]
  if (route.versioned)
    parameters.push({
      name: 'If-Match',
      in: 'header',
      required: true,
      description: 'The version that was read, as in the ETag',
      schema: { type: 'string', examples: ['"3"'] },
    })
  if (route.method === 'POST' && route.kind === 'json' && route.door !== 'public' && !route.secretReply)
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description: 'The same key with the same request is done once and answered alike for 24 hours',
      schema: { type: 'string', minLength: 8, maxLength: 200 },
    })
  return parameters
}

function fieldsOf(schema: z.ZodObject, place: 'path' | 'query'): Json[] {
  const object = converted(schema, 'input')
  const required = new Set(object.required as string[] | undefined)
  return Object.entries((object.properties ?? {}) as Record<string, Json>).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || required.has(name),
    ...(typeof field.description === 'string' ? { description: field.description } : {}),
    schema: field,
  }))
}

function requestBodyOf(route: Route, schemas: Record<string, Json>): Json {
  if (route.kind === 'upload') {
    const schema = {
      type: 'object',
      properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
    }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } }
  }
  if (isNothing(route.body)) return {}
  const schema = named(schemas, `${titled(route.name)}Body`, route.body, 'input')
  return {
    requestBody: { required: !route.body.safeParse(undefined).success, content: { 'application/json': { schema } } },
  }
}

function responsesOf(route: Route, schemas: Record<string, Json>): Json {
  const responses: Record<string, Json> = { [route.status]: successOf(route, schemas) }
  const possible = [422, 429, 503]
  if (route.door !== 'public') possible.push(401)
  if (typeof route.door === 'object') possible.push(403)
  if (route.path.includes(':')) possible.push(404)
  if (route.method !== 'GET') possible.push(409)
  if (route.versioned) possible.push(412, 428)
  for (const status of possible) responses[status] = { $ref: `#/components/responses/Problem${status}` }
  return responses
}

function successOf(route: Route, schemas: Record<string, Json>): Json {
  if (route.kind === 'stream')
    return { description: 'A stream', content: { 'application/octet-stream': {}, 'text/event-stream': {} } }
  if (route.status === 204 || isNothing(route.reply)) return { description: 'Done' }
  const schema = named(schemas, `${titled(route.name)}Reply`, route.reply, 'output')
  return { description: 'Done', content: { 'application/json': { schema } } }
}

const isNothing = (schema: z.ZodType) => schema instanceof z.ZodVoid
const titled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

function converted(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return json
}

/** Puts the schema, and the definitions it refers to within itself, among the components. */
function named(schemas: Record<string, Json>, name: string, schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $defs = {}, ...root } = moved(converted(schema, io), name) as Json & { $defs?: Record<string, Json> }
  schemas[name] = root
  for (const [key, definition] of Object.entries($defs)) schemas[`${name}.${key}`] = definition
  return { $ref: `#/components/schemas/${name}` }
}

function moved(json: unknown, name: string): unknown {
  if (Array.isArray(json)) return json.map((item) => moved(item, name))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? movedRef(value, name) : moved(value, name),
    ]),
  )
}

const movedRef = (ref: string, name: string) =>
  ref === '#' ? `#/components/schemas/${name}` : ref.replace(/^#\/\$defs\//, `#/components/schemas/${name}.`)
