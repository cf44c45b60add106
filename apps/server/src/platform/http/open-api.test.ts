import { expect, test } from 'vitest'
import { aUser, testApp, testDatabase } from '../../../test/harness.ts'
import type { OpenApiDocument } from './open-api.ts'

async function theDocument() {
  const { app, inject } = await testApp(await testDatabase())
  const reply = await inject({ method: 'GET', url: '/api/openapi.json' })
  return { app, inject, document: reply.json() as OpenApiDocument }
}

/** Every `$ref` of the document, wherever it stands. */
function refsIn(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) return []
  return Object.entries(json).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value] : refsIn(value),
  )
}

const resolve = (document: unknown, ref: string) =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document)

test('every served operation is described, with its right, version header and problems', async () => {
  const { app, document } = await theDocument()
  expect(app.served.length).toBeGreaterThan(10)
  for (const route of app.served) {
    const path = `/api${route.path.replaceAll(/:(\w+)/g, '{$1}')}`
    const operation = document.paths[path]?.[route.method.toLowerCase()]
    expect(operation, `${route.method} ${route.path}`).toMatchObject({
      operationId: route.name,
      summary: route.summary,
    })
    expect(operation?.['x-right']).toEqual(typeof route.door === 'object' ? route.door : undefined)
    const headers = ((operation?.parameters ?? []) as { name: string }[]).map((parameter) => parameter.name)
    expect(headers.includes('If-Match')).toBe(route.versioned)
    expect(operation?.responses).toHaveProperty(String(route.status))
  }
})

test('the document is whole: unique operation ids, every place of a path declared, every reference resolved', async () => {
  const { document } = await theDocument()
  expect(document.openapi).toBe('3.1.0')
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => ({ path, operation })),
  )
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { path, operation } of operations) {
    const declared = (operation.parameters as { in: string; name: string }[])
      .filter((parameter) => parameter.in === 'path')
      .map((parameter) => parameter.name)
    expect(declared.toSorted()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted())
  }
  for (const ref of refsIn(document)) {
    expect(ref).toMatch(/^#\/components\//)
    expect(resolve(document, ref), ref).toBeDefined()
  }
})

test('an operation is served once', async () => {
  const { app } = await theDocument()
  const names = app.served.map((route) => route.name)
  expect(names).toEqual([...new Set(names)])
})

test('the page for people comes from our own origin, without inline scripts', async () => {
  const { inject } = await testApp(await testDatabase())
  const page = await inject({ method: 'GET', url: '/api/docs' })
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.body).not.toMatch(/https?:\/\//)
  expect(page.body).not.toMatch(/<script(?![^>]*src="\/)/)
  expect(page.headers['content-security-policy']).toContain("script-src 'self';")
  const script = await inject({ method: 'GET', url: '/api/docs/reference.js' })
  expect(script.statusCode).toBe(200)
  expect(script.body.length).toBeGreaterThan(1_000_000)
})

test('knocking at every operation with neither session nor key gets no further than the door', async () => {
  const database = await testDatabase()
  const { app, inject } = await testApp(database)
  await aUser(database)
  for (const route of app.served) {
    if (route.door === 'public') continue
    const url = `/api${route.path.replaceAll(/:\w+/g, '0190a0a0-0000-7000-8000-000000000000')}`
    const reply = await inject({ method: route.method, url })
    expect([route.name, reply.statusCode]).toEqual([route.name, 401])
  }
})
