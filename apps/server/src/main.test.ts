import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const program = fileURLToPath(new URL('./main.ts', import.meta.url))

async function dataFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-main-'))
  await chmod(folder, 0o711)
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'database')
}

/** The program as a person starts it. */
const launch = (dataDir: string, ...args: string[]) => launchWith({}, dataDir, ...args)

function launchWith(settings: Record<string, string>, dataDir: string, ...args: string[]) {
  const { DATABASE_URL: _, ...environment } = process.env
  const env = { ...environment, QUAYSIDE_DATA: dataDir, ...settings }
  const child = spawn(process.execPath, [program, ...args], { env })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal, output }))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const address = async () => {
    await expect
      .poll(() => (child.exitCode === null ? /ready: (\S+)/.exec(output)?.[1] : output), { timeout: 50_000 })
      .toBeDefined()
    const found = /ready: (\S+)/.exec(output)?.[1]
    if (!found) throw new Error(`It did not start: ${output}`)
    return found
  }
  return { child, ended, address }
}

const postmasterOf = async (dataDir: string) =>
  Number((await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0])

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const stop = async ({ child, ended }: { child: ChildProcess; ended: Promise<{ code: number | null }> }) => {
  child.kill('SIGTERM')
  return (await ended).code
}

test('it starts on an empty folder, refuses a second start beside it, and ends cleanly with its database', async () => {
  const dataDir = await dataFolder()
  const first = launch(dataDir, 'start', '--empty', '--port', '0')
  const address = await first.address()
  expect(new URL(address).hostname).toBe('127.0.0.1')
  expect(await (await fetch(`${address}/ready`)).json()).toEqual({ status: 'ready' })
  expect((await fetch(`${address}/api/jobs`)).status).toBe(401)

  const second = await launch(dataDir, 'start', '--empty', '--port', '0').ended
  expect(second.code).toBe(1)
  expect(second.output).toContain(`in use by process ${first.child.pid}`)
  expect(await (await fetch(`${address}/ready`)).json()).toEqual({ status: 'ready' })

  const postmaster = await postmasterOf(dataDir)
  expect(isAlive(postmaster)).toBe(true)
  expect(await stop(first)).toBe(0)
  expect(isAlive(postmaster)).toBe(false)
}, 120_000)

test('told to stop twice at once, as a service manager and the parent do, it still ends cleanly', async () => {
  const program = launch(await dataFolder(), 'start', '--empty', '--port', '0')
  await program.address()
  program.child.kill('SIGTERM')
  // Two of a kind that wait to be delivered become one.
  program.child.kill('SIGINT')
  expect((await program.ended).code).toBe(0)
}, 120_000)

test('a taken port is named with the way out, and nothing is left running', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as AddressInfo
  const dataDir = await dataFolder()
  const { code, output } = await launch(dataDir, 'start', '--empty', '--port', String(port)).ended
  expect(code).toBe(1)
  expect(output).toContain(`Address 127.0.0.1:${port} is taken`)
  expect(output).toContain(`已被其他程序占用`)
  expect(output).toContain(`QUAYSIDE_PORT=${port + 1}`)
  await expect(postmasterOf(dataDir)).rejects.toMatchObject({ code: 'ENOENT' })
}, 120_000)

test('where DuckDB has no build it says so before it loads anything, and where else the warehouse may lie', async () => {
  const absent = `import { registerHooks } from 'node:module'
    registerHooks({ resolve: (name, context, next) => {
      if (name.startsWith('@duckdb/node-bindings')) throw new Error('Cannot find module ' + name)
      return next(name, context)
    } })`
  const settings = { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(absent)}"` }
  const { code, output } = await launchWith(settings, await dataFolder(), 'start', '--port', '0').ended
  expect(code).toBe(1)
  expect(output).not.toContain('loading the demonstration')
  expect(output).toContain(`There is no DuckDB for ${process.platform}-${process.arch}`)
  expect(output).toMatch(/WAREHOUSE_URL=postgres:[\s\S]*WAREHOUSE_URL=postgres:/)
}, 60_000)

test('a connection kept open does not hold up the end', async () => {
  const node = launch(await dataFolder(), 'serve', '--embedded', '--port', '0')
  const address = await node.address()
  const keptOpen = await fetch(`${address}/health`)
  expect(keptOpen.status).toBe(200)
  expect(await stop(node)).toBe(0)
}, 120_000)

test('what few installations use is not read before it is used', async () => {
  const told = `
    import { registerHooks } from 'node:module'
    const read = new Set()
    registerHooks({ resolve: (name, context, next) => {
      const found = next(name, context)
      read.add(/node_modules[/\\\\]((?:@[^/\\\\]+[/\\\\])?[^/\\\\]+)/.exec(found.url)?.[1] ?? name)
      return found
    } })
    await import(${JSON.stringify(pathToFileURL(join(program, '..', 'start-server.ts')).href)})
    process.stdout.write(JSON.stringify([...read]))
    process.exit()`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', told])
  const read = JSON.parse(await text(child.stdout)) as string[]
  expect(read).toContain('fastify')
  for (const seldom of ['@duckdb/node-api', '@zxcvbn-ts/core', 'nodemailer', 'pdfkit', 'ssh2'])
    expect(read).not.toContain(seldom)
})
