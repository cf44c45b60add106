import type { Route } from '@quayside/contract'

type Json = Record<string, unknown>

/** How an operation is called, as its description shows it beside: by hand and by our own client. */
export function codeSamples(route: Route, body: Json | undefined): Json[] {
  const example = body === undefined ? undefined : exampleOf(body, body, 0)
  return [
    { lang: 'Shell', label: 'curl', source: curlOf(route, example) },
    ...(route.keys === 'never'
      ? []
      : [{ lang: 'TypeScript', label: '@quayside/client', source: clientOf(route, example) }]),
  ]
}

const places = (route: Route): string[] => [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)

function curlOf(route: Route, body: unknown): string {
  const address = `"$QUAYSIDE/api${route.path.replaceAll(/:(\w+)/g, (_, name: string) => `$${name.toUpperCase()}`)}"`
  const parts = [
    `curl ${route.method === 'GET' ? '' : `-X ${route.method} `}${address}`,
    ...(route.door === 'public' ? [] : [`-H "x-api-key: $QUAYSIDE_KEY"`]),
    ...(route.versioned ? [`-H 'if-match: "3"'`] : []),
    ...(route.kind === 'upload' ? [`-F file=@file.csv`] : []),
    ...(body === undefined
      ? []
      : [`-H 'content-type: application/json'`, `-d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`]),
    ...(route.kind === 'stream' ? ['-o file'] : []),
  ]
  return parts.join(' \\\n  ')
}

function clientOf(route: Route, body: unknown): string {
  const params = places(route)
  const given = [
    ...(params.length > 0 ? [`params: { ${params.join(', ')} }`] : []),
    ...(route.kind === 'upload' ? ['body: form'] : []),
    ...(body === undefined ? [] : [`body: ${literal(body)}`]),
    ...(route.versioned ? ['ifMatch: version'] : []),
  ]
  const call = given.length === 0 ? '()' : `({\n${given.map((one) => `  ${one},\n`).join('')}})`
  const result = route.kind === 'stream' ? 'const response = ' : route.status === 204 ? '' : 'const reply = '
  const single = `${result}await client.${route.name}${call}`
  const isList = route.method === 'GET' && route.kind === 'json' && 'cursor' in route.query.shape
  return isList
    ? `${single}\n\n// all pages\nfor await (const row of client.${route.name}.each${call}) console.log(row)`
    : single
}

/** JSON as TypeScript writes it. */
const literal = (value: unknown): string =>
  JSON.stringify(value, null, 2)
    .replaceAll(/"(\w+)":/g, '$1:')
    .replaceAll("'", "\\'")
    .replaceAll('"', "'")
    .replaceAll('\n', '\n  ')

/** The smallest value a schema takes, as far as it says: required fields only. */
function exampleOf(schema: Json, root: Json, depth: number): unknown {
  if (depth > 6) return null
  const inner = (one: unknown) => exampleOf(one as Json, root, depth + 1)
  if (typeof schema.$ref === 'string') return inner(resolved(schema.$ref, root))
  if (schema.default !== undefined) return schema.default
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  for (const kind of ['anyOf', 'oneOf', 'allOf'] as const)
    if (Array.isArray(schema[kind])) return inner(schema[kind][0])
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object': {
      const required = (schema.required as string[] | undefined) ?? []
      const fields = (schema.properties as Record<string, Json> | undefined) ?? {}
      return Object.fromEntries(required.flatMap((name) => (fields[name] ? [[name, inner(fields[name])]] : [])))
    }
    case 'array':
      return schema.minItems && schema.items ? [inner(schema.items)] : []
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' && schema.minimum > 0 ? schema.minimum : 1
    case 'boolean':
      return true
    case 'string':
      return textOf(schema)
    default:
      return null
  }
}

const formats: Readonly<Record<string, string>> = {
  uuid: '019a0000-0000-7000-8000-000000000001',
  date: '2026-03-01',
  'date-time': '2026-03-01T08:00:00.000Z',
  email: 'name@example.com',
}

const textOf = ({ format, pattern }: Json): string =>
  formats[String(format)] ?? (pattern === '^[A-Z]{3}$' ? 'CNY' : '…')

function resolved(reference: string, root: Json): Json {
  if (reference === '#') return root
  const definitions = (root.$defs ?? {}) as Record<string, Json>
  return definitions[reference.replace('#/$defs/', '')] ?? {}
}
