import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { demoFolder } from './demo-data.ts'
import { startProgram } from './program.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    demoFolder: string
  }
}

/** The demonstration is loaded once for a run, beside the tests that need none of it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-demo-'))
  await chmod(folder, 0o711)
  project.provide('demoFolder', folder)
  const leaving = new AbortController()
  const loaded = load(folder, leaving.signal).catch((error: unknown) =>
    writeFile(demoFolder(folder).failed, String(error)),
  )
  return async () => {
    leaving.abort()
    await loaded
    await rm(folder, { recursive: true, force: true })
  }
}

async function load(folder: string, leaving: AbortSignal): Promise<void> {
  const { making, made } = demoFolder(folder)
  const program = await startProgram(making, {}, leaving)
  await program.stop()
  if (!leaving.aborted) await rename(making, made)
}
