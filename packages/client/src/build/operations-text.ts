import type { Route } from '@quayside/contract'
import { z } from 'zod'
import { type JsonSchema, typeText } from './type-text.ts'

/** The module `operations.ts` of the published package: the contract’s types written out, without its checker. */
export function operationsText(routes: readonly Route[]): string {
  const definitions: string[] = []
  const operations = routes.map((route) => {
    const part = (name: string, schema: z.ZodType, io: 'input' | 'output') =>
      textOf(`${capital(route.name)}${name}`, schema, io, definitions)
    const reply = route.kind === 'stream' ? 'Response' : part('Reply', route.reply, 'output')
    const body = route.kind === 'upload' ? 'FormData' : bodyText(route, part('Body', route.body, 'input'))
    return [
      `  /** ${route.summary.replaceAll('*/', '* /')}: \`${route.method} /api${route.path}\` */`,
      `  ${route.name}: {`,
      `    params: ${part('Params', route.params, 'input')}`,
      `    query: ${part('Query', route.query, 'input')}`,
      `    body: ${body}`,
      `    reply: ${reply}`,
      '  }',
    ].join('\n')
  })
  return `${definitions.join('\n')}\nexport interface Operations {\n${operations.join('\n')}\n}\n`
}

/** What may be left out says so: the client then does not ask for it. */
const bodyText = (route: Route, text: string): string =>
  text !== 'undefined' && route.body.safeParse(undefined).success ? `${text} | undefined` : text

function textOf(name: string, schema: z.ZodType, io: 'input' | 'output', definitions: string[]): string {
  if (schema instanceof z.ZodVoid) return 'undefined'
  const { $defs = {}, ...root } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema & {
    $defs?: Record<string, JsonSchema>
  }
  const named = (reference: string) =>
    `${name}${reference === '#' ? '' : capital(reference.replace(/^#\/\$defs\/_*/, ''))}`
  for (const [key, definition] of Object.entries($defs))
    definitions.push(`export type ${named(`#/$defs/${key}`)} = ${typeText(definition, named)}`)
  const text = typeText(root, named)
  if (!JSON.stringify(root).includes('"$ref":"#"')) return text
  definitions.push(`export type ${name} = ${text}`)
  return name
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
