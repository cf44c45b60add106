import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { olderNode } from '../../../../scripts/older-node.ts'
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
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--silent'], { cwd: outDir })
  const [packed] = JSON.parse(stdout) as { files: { path: string }[] }[]
  expect(packed?.files.map(({ path }) => path).sort()).toEqual(files.toSorted())
  expect(files).toEqual(expect.arrayContaining(['index.js', 'index.d.ts', 'package.json', 'README.md', 'LICENSE']))
  expect(files.filter((name) => !/\.(js|d\.ts)$/.test(name)).sort()).toEqual(['LICENSE', 'README.md', 'package.json'])
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
    `import { createClient, type Operations, type ProblemDocument, QuaysideProblem } from '@quayside/client'
const client = createClient({ baseUrl: 'https://crm.example.com', apiKey: 'k' })
const made = await client.createAccount({ body: { kind: 'enterprise', name: 'A' } })
const id: string = made.id
for await (const order of client.listOrders.each({ query: { accountId: id } })) console.log(order.number.length)
const file: Response = await client.exportClassification({ query: { format: 'csv' } })
export type Body = Operations['createAccount']['body']
console.log(file.status)
const whatToDo = ({ code, detail, errors, current }: ProblemDocument): unknown => [code.length, detail.length, errors?.[0]?.path, current]
await client.readAccount({ params: { id } }).catch((error: unknown) => {
  if (error instanceof QuaysideProblem) console.log(error.retryAfterMs, whatToDo(error.document))
})
// @ts-expect-error: a code is a text
console.log(new QuaysideProblem({} as ProblemDocument).code * 2)
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

test('it runs as it is published, on the oldest Node it promises too', async () => {
  const older = await olderNode()
  if (!older) console.log('skipped: no Node 20 to 23 is in PATH, so the client is tried on the project’s own only')
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
    for (const node of [process.execPath, ...(older ? [older] : [])]) {
      const { stdout } = await run(node, [join(folder, 'run.mjs')])
      expect(JSON.parse(stdout)).toEqual({ path: '/api/orders/a%2Fb', key: 'k' })
    }
  } finally {
    await new Promise<void>((resolve) => void server.close(() => resolve()))
  }
})
