import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { olderNode } from './older-node.ts'
import { publish, sourcesOf } from './published.ts'

const run = promisify(execFile)
const project = fileURLToPath(new URL('..', import.meta.url))
const names = ['analytics', 'edi', 'worktime'] as const
const outDirOf = (name: string) => join(folder, 'node_modules', '@quayside', name)
let folder: string

beforeAll(async () => {
  // Below the project, where what the packages depend on is found.
  folder = await mkdtemp(join(project, 'packages/.test-'))
  await Promise.all(
    names.map(async (name) => {
      const home = join(project, 'packages', name)
      await publish(home, await sourcesOf(home), outDirOf(name))
    }),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each(names)('@quayside/%s is published without sources and tests, and names what it needs', async (name) => {
  const files = await readdir(outDirOf(name), { recursive: true })
  expect(files).toEqual(expect.arrayContaining(['index.js', 'index.d.ts', 'README.md', 'LICENSE']))
  expect(files.filter((file) => /(?<!\.d)\.ts$|\.test\./.test(file))).toEqual([])
  const manifest = JSON.parse(await readFile(join(outDirOf(name), 'package.json'), 'utf8'))
  expect(manifest).toMatchObject({ name: `@quayside/${name}`, license: 'Apache-2.0', engines: { node: '>=20.3' } })
  expect(manifest.private).toBeUndefined()
  const needed = new Set<string>()
  for (const file of files.filter((one) => /\.(js|d\.ts)$/.test(one)))
    for (const [, from = ''] of (await readFile(join(outDirOf(name), file), 'utf8')).matchAll(/from ['"]([^'"]+)['"]/g))
      if (from.startsWith('.')) expect([file, from]).toEqual([file, expect.stringMatching(/\.js$/)])
      else needed.add(from)
  expect([...needed]).toEqual(Object.keys(manifest.dependencies ?? {}))
})

const program = `
import { classify, PARETO } from '@quayside/analytics'
import { EdiReader, Received } from '@quayside/edi'
import { chineseHolidayCalendar, isWorkingDay } from '@quayside/worktime'

const classified = classify([{ id: 'x', value: 90 }, { id: 'y', value: 8 }, { id: 'z', value: 2 }], PARETO)
const received = new Received()
const statuses: string[] = []
const reader = new EdiReader({ ...received.visitor, tags: { AT7: (segment) => statuses.push(segment.text(1)) } })
reader.push(new TextEncoder().encode([
  'ISA*00*          *00*          *ZZ*CARRIER        *ZZ*QUAYSIDE       *261123*0900*U*00401*000000001*0*P*>~',
  'GS*QM*CARRIER*QUAYSIDE*20261123*0900*1*X*004010~ST*214*0001~AT7*X3*NS***20261123*0900~SE*3*0001~GE*1*1~IEA*1*000000001~',
].join('')))
reader.end()
const office = [{ from: '09:00', to: '18:00' }]
const shanghai = { timeZone: 'Asia/Shanghai', weekly: [office, office, office, office, office, [], []], ...chineseHolidayCalendar(2026, 2026) }
console.log(JSON.stringify([
  [...classified.tierById].join(),
  statuses,
  received.interchanges.map(({ issues }) => issues.length),
  isWorkingDay('2026-02-14', shanghai),
]))
`

test('a program with strict types uses all of them, and runs on the oldest Node they promise too', async () => {
  const compilerOptions = {
    strict: true,
    target: 'ES2022',
    lib: ['ES2023', 'DOM'],
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    types: [],
  }
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['uses.ts'] }))
  await writeFile(join(folder, 'uses.ts'), program)
  const compiler = join(project, 'node_modules/typescript/bin/tsc')
  const compiled = await run(process.execPath, [compiler, '-p', folder]).catch((error: { stdout: string }) => error)
  expect(compiled.stdout).toBe('')
  const older = await olderNode()
  if (!older) console.log('skipped: no Node 20 to 23 is in PATH, so the packages are tried on the project’s own only')
  for (const node of [process.execPath, ...(older ? [older] : [])]) {
    const { stdout } = await run(node, [join(folder, 'uses.js')])
    expect(JSON.parse(stdout)).toEqual(['x,A,y,B,z,C', ['X3'], [0], true])
  }
})
