import { execFile, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { explainInstallFailure } from './problem.mjs'

const scripts = fileURLToPath(new URL('.', import.meta.url))

/** A fresh clone of a tiny project with our scripts. */
async function aProject({ dependencies = {}, optional = {}, program = '', scripts: commands = {} } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-scripts-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(scripts, join(folder, 'scripts'), { recursive: true })
  const manifest = { name: 'tiny', version: '1.0.0', type: 'module', dependencies, optionalDependencies: optional }
  const entries = Object.entries(dependencies).map(([name, version]) => [`node_modules/${name}`, { version }])
  const lock = { ...manifest, lockfileVersion: 3, packages: { '': manifest, ...Object.fromEntries(entries) } }
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, scripts: commands }))
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock))
  await writeFile(join(folder, 'program.ts'), program)
  return folder
}

function runIn(folder, args = [], environment = {}) {
  const command = [join(folder, 'scripts', 'run.mjs'), 'program.ts', ...args]
  const options = { env: { ...process.env, ...environment }, cwd: folder }
  return new Promise((resolve) => {
    execFile(process.execPath, command, options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    )
  })
}

test('a fresh clone installs once and then starts at once', async () => {
  const folder = await aProject({
    program: 'const words: string[] = process.argv.slice(2); console.log(words.join("-"))',
  })
  const first = await runIn(folder, ['a', 'b'])
  expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('a-b') })
  expect(first.stderr).toContain('Installing the dependencies')
  expect((await runIn(folder, ['c'])).stderr).toBe('')
})

test('the exit code of the program is the exit code of the command', async () => {
  const folder = await aProject({ program: 'process.exit(42)' })
  expect((await runIn(folder)).code).toBe(42)
})

test('a changed lock file leads to another installation', async () => {
  const folder = await aProject()
  await runIn(folder)
  const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'))
  lock.packages['node_modules/absent'] = { version: '1.0.0' }
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock))
  expect((await runIn(folder)).stderr).toContain('Installing the dependencies')
})

test('what was installed by hand is not installed again', async () => {
  const folder = await aProject()
  await mkdir(join(folder, 'node_modules'))
  await writeFile(join(folder, 'node_modules', '.package-lock.json'), '{"packages":{}}')
  expect(await runIn(folder)).toMatchObject({ code: 0, stderr: '' })
})

test('of two commands in a fresh clone one installs and the other waits', async () => {
  const folder = await aProject({ program: 'console.log("ran")' })
  const both = await Promise.all([runIn(folder), runIn(folder)])
  expect(both.map(({ code, stdout }) => [code, stdout.includes('ran')])).toEqual([
    [0, true],
    [0, true],
  ])
  expect(both.filter(({ stderr }) => stderr.includes('Installing the dependencies'))).toHaveLength(1)
})

test('the lock of an installation that was killed is not waited for', async () => {
  const folder = await aProject()
  await mkdir(join(folder, '.quayside'))
  await writeFile(join(folder, '.quayside', 'install.lock'), '4194303')
  expect((await runIn(folder)).code).toBe(0)
})

test('the empty lock of a process killed in the making is not waited for', async () => {
  const folder = await aProject()
  const file = join(folder, '.quayside', 'install.lock')
  await mkdir(join(folder, '.quayside'))
  await writeFile(file, '')
  await utimes(file, 1, 1)
  expect((await runIn(folder)).code).toBe(0)
})

test('an unreachable registry is named as such, in both languages', async () => {
  const folder = await aProject({ dependencies: { 'no-such-package-of-quayside': '1.0.0' } })
  const { code, stderr } = await runIn(folder, [], {
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_fetch_retries: '0',
  })
  expect(code).toBe(1)
  expect(stderr).toContain('The npm registry cannot be reached (ECONNREFUSED).')
  expect(stderr).toContain('无法连接 npm 软件源')
})

test('a registry out of reach is asked a few times, however many packages the lock file does not name', async () => {
  let asked = 0
  const registry = createServer((socket) => {
    asked += 1
    socket.destroy()
  })
  await new Promise((resolve) => registry.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise((resolve) => registry.close(resolve)))
  const names = Array.from({ length: 8 }, (_, n) => [`no-such-package-of-quayside-${n}`, '1.0.0'])
  const folder = await aProject({
    dependencies: { 'no-such-package-of-quayside': '1.0.0' },
    optional: Object.fromEntries(names),
  })
  const { code, stderr } = await runIn(folder, [], {
    npm_config_registry: `http://127.0.0.1:${registry.address().port}/`,
    npm_config_cache: join(folder, 'npm-cache'),
  })
  expect([code, asked]).toEqual([1, 2])
  expect(stderr).toContain('The npm registry cannot be reached (ECONNRESET).')
})

test('the program hears of a SIGTERM and ends in its own way', async () => {
  const program = `process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('up')`
  const folder = await aProject({ program })
  const child = spawn(process.execPath, [join(folder, 'scripts', 'run.mjs'), 'program.ts'], { cwd: folder })
  const code = new Promise((resolve) => child.once('exit', resolve))
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
    if (output.includes('up\n')) child.kill('SIGTERM')
  })
  expect(await code).toBe(7)
})

test('the program ends when only npm is told to stop', async () => {
  const program = `process.on('SIGTERM', () => { console.log('told'); process.exit(0) })
    setInterval(() => {}, 1000); console.log('up')`
  const folder = await aProject({ program, scripts: { start: 'node scripts/run.mjs program.ts' } })
  const npm = spawn('npm', ['start'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
  // The pipe closes when the last process that holds it has ended.
  const closed = new Promise((resolve) => npm.stdout.once('close', resolve))
  let output = ''
  npm.stdout.on('data', (chunk) => {
    output += chunk
    if (chunk.includes('up\n')) npm.kill('SIGTERM')
  })
  await closed
  expect(output).toContain('told')
})

test.each([
  ['npm error code ENOSPC', 'disk is full'],
  ['npm error syscall mkdir\nnpm error code EACCES', 'cannot be written'],
  ['npm error code EROFS', 'cannot be written'],
  ['npm error code ENOTFOUND', 'registry cannot be reached'],
  ['npm error 503 Service Unavailable - E503', 'registry cannot be reached'],
  ['npm error code EINTEGRITY', 'damaged'],
  ['npm error something new', 'npm says why above'],
])('%s → %s', (output, expected) => {
  const problem = explainInstallFailure(output, '/project')
  expect(problem.text.en).toContain(expected)
  expect(problem.hint.zh).not.toBe('')
})
