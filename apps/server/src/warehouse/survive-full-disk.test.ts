import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

/** Writes whenever it is told to, and says how many rows there are, or what went wrong. */
const child = (folder: string) => `
  import { createInterface } from 'node:readline'
  import { openEngine } from '${new URL('./engine.ts', import.meta.url)}'
  const engine = await openEngine({ folder: ${JSON.stringify(folder)}, stagingFolder: ${JSON.stringify(folder)} })
  await engine.write(({ run }) => run('create table things as select 1::double as value'))
  console.log('ready')
  for await (const rows of createInterface({ input: process.stdin }))
    try {
      await engine.write(async ({ run }) => void (await run('insert into things select random() from range(' + rows + ')')))
      console.log(String((await engine.columns('select count(*)::integer as rows from things')).rows[0]))
    } catch (error) {
      console.log(String(error.message).split('\\n')[0])
    }
  await engine.close()`

test('a warehouse whose disk was full goes on once there is room, with all that was committed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-full-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  // A limit on the size of a file refuses to write as a full disk does, and can be lifted from outside.
  const limited = `trap '' XFSZ; ulimit -S -f 20000; exec "$0" --input-type=module-typescript -e "$1"`
  const writer = spawn('bash', ['-c', limited, process.execPath, child(folder)], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void writer.kill('SIGKILL'))
  const lines = createInterface({ input: writer.stdout })[Symbol.asyncIterator]()
  const said = async () => (await lines.next()).value as string | undefined
  const insert = async (rows: number) => {
    writer.stdin.write(`${rows}\n`)
    return said()
  }
  expect(await said()).toBe('ready')
  // The log of DuckDB fits; it is the file that it is written into now and then which does not.
  let committed = 1
  let answer = await insert(50_000)
  while (answer !== undefined && /^\d+$/.test(answer)) {
    committed = Number(answer)
    answer = await insert(50_000)
  }
  expect(answer).toMatch(/invalidated|FATAL/)
  await promisify(execFile)('prlimit', ['--pid', String(writer.pid), '--fsize=unlimited'])
  const after = Number(await insert(100))
  expect([committed + 100, committed + 50_100]).toContain(after)
  writer.stdin.end()
  expect(await once(writer, 'exit')).toEqual([0, null])
}, 60_000)
