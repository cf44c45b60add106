import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from './build.ts'

const run = promisify(execFile)
const home = fileURLToPath(new URL('../..', import.meta.url))
let folder: string
let outDir: string

beforeAll(async () => {
  folder = await mkdtemp(join(home, '.test-'))
  outDir = join(folder, 'node_modules', '@quayside', 'client')
  await build(outDir)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('what is published needs nothing but itself, and is small', async () => {
  const files = await readdir(outDir)
  expect(files).toEqual(expect.arrayContaining(['index.js', 'index.d.ts', 'package.json', 'README.md']))
  let bytes = 0
  for (const file of files.filter((name) => /\.(js|d\.ts)$/.test(name))) {
    const text = await readFile(join(outDir, file), 'utf8')
    for (const [, from] of text.matchAll(/from ['"]([^'"]+)['"]/g))
      expect([file, from]).toEqual([file, expect.stringMatching(/^\.\/.*\.js$/)])
    if (file.endsWith('.js')) bytes += (await stat(join(outDir, file))).size
  }
  expect(bytes).toBeLessThan(80_000)
})

test('a program with strict types uses it, and mistakes do not compile', async () => {
  await writeFile(
    join(folder, 'good.ts'),
    `import { createClient, type Operations } from '@quayside/client'
const client = createClient({ baseUrl: 'https://crm.example.com', apiKey: 'k' })
const made = await client.createAccount({ body: { kind: 'enterprise', name: 'A' } })
const id: string = made.id
for await (const order of client.listOrders.each({ query: { accountId: id } })) console.log(order.number.length)
const file: Response = await client.exportClassification({ query: { format: 'csv' } })
export type Body = Operations['createAccount']['body']
console.log(file.status)
// @ts-expect-error: the place is missing
await client.readOrder()
// @ts-expect-error: no such kind
await client.createAccount({ body: { kind: 'planet', name: 'A' } })
// @ts-expect-error: no such operation
await client.launchRocket()
`,
  )
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'ES2022',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    types: [],
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['good.ts'] }))
  const compiler = fileURLToPath(new URL('../../../../node_modules/typescript/bin/tsc', import.meta.url))
  const result = await run(process.execPath, [compiler, '-p', folder]).catch((error: { stdout: string }) => error)
  expect(result.stdout).toBe('')
})

test('it runs as it is published', async () => {
  const server = createServer((request, response) =>
    response.end(JSON.stringify({ path: request.url, key: request.headers['x-api-key'] })),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo
    await writeFile(
      join(folder, 'run.mjs'),
      `import { createClient } from '@quayside/client'
const client = createClient({ baseUrl: 'http://127.0.0.1:${port}', apiKey: 'k' })
console.log(JSON.stringify(await client.readOrder({ params: { id: 'a/b' } })))`,
    )
    const { stdout } = await run(process.execPath, [join(folder, 'run.mjs')])
    expect(JSON.parse(stdout)).toEqual({ path: '/api/orders/a%2Fb', key: 'k' })
  } finally {
    await new Promise<void>((resolve) => void server.close(() => resolve()))
  }
})
