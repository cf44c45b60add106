import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, onTestFinished } from 'vitest'
import { testDatabase } from '../../test/harness.ts'
import { type Engine, openEngine } from './engine.ts'
import { openPostgresEngine } from './postgres-engine.ts'

/** An empty warehouse; `release` closes it and leaves nothing. */
export interface TestEngine {
  engine: Engine
  release(): Promise<void>
}

export const engineNames = ['duckdb', 'postgres'] as const

/** DuckDB in memory, or a database of its own on the test server. Whoever was given the engine may close it before. */
export async function testEngine(name: Engine['name']): Promise<TestEngine> {
  const { opened, clear } = name === 'duckdb' ? await inMemory() : await onTestServer()
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= opened.close()
    return closed
  }
  const release = async () => {
    await close()
    await clear()
  }
  return { engine: { ...opened, close }, release }
}

async function inMemory() {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-warehouse-'))
  const opened = await openEngine({ folder: null, stagingFolder: folder })
  return { opened, clear: () => rm(folder, { recursive: true }) }
}

async function onTestServer() {
  const database = await testDatabase()
  return { opened: await openPostgresEngine(database.ownerConfig), clear: () => database.drop() }
}

/** Runs the same tests on both engines: what one answers the other must, to the last cent. */
export function bothEngines(tests: (name: Engine['name'], open: () => Promise<Engine>) => void): void {
  describe.each(engineNames)('on %s', (name) => {
    tests(name, async () => {
      const { engine, release } = await testEngine(name)
      onTestFinished(release)
      return engine
    })
  })
}
