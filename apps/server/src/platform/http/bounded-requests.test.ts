import { expect, test } from 'vitest'
import { z } from 'zod'
import { testApp, testDatabase } from '../../../test/harness.ts'

/** Keys of records, which the body's megabyte bounds and the custom fields in use decide. */
const boundedElsewhere = /\.propertyNames$/

/** The places of a JSON schema that take texts or lists as long as the sender likes. */
function* unbounded(schema: unknown, path: string): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return
  const { type, maxItems, maxLength, format, pattern, enum: choices, const: only } = schema as Record<string, unknown>
  if (type === 'array' && maxItems === undefined) yield path
  const free = [maxLength, format, pattern, choices, only].every((bound) => bound === undefined)
  if (type === 'string' && free) yield path
  for (const [key, inner] of Object.entries(schema)) yield* unbounded(inner, `${path}.${key}`)
}

test('no request takes a text or a list without end', async () => {
  const { app } = await testApp(await testDatabase())
  const found = app.served.flatMap((route) =>
    (['params', 'query', 'body'] as const).flatMap((part) => [
      ...unbounded(z.toJSONSchema(route[part], { io: 'input', unrepresentable: 'any' }), `${route.name}.${part}`),
    ]),
  )
  expect(found.filter((path) => !boundedElsewhere.test(path))).toEqual([])
  expect(app.served.length).toBeGreaterThan(100)
})
