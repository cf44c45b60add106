import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium as playwright } from 'playwright-core'
import { browserToLaunch } from './browser.ts'
import { buildWeb, type Program, type ProgramOptions, startProgram } from './program.ts'

/** The real program on a throw-away database with the demonstration company, and a browser. */
export interface World extends Program {
  browser: Browser
}

export interface WorldOptions extends ProgramOptions {
  /** Fills the data folder before the program starts; else the program loads the demonstration into it. */
  fill?: (dataDir: string) => Promise<void>
}

export async function startWorld({ fill, ...options }: WorldOptions = {}): Promise<World> {
  buildWeb()
  const dataDir = await mkdtemp(join(tmpdir(), 'quayside-browser-'))
  // Run by root, the database would else lie elsewhere, and stay there.
  await chmod(dataDir, 0o711)
  const remove = () => rm(dataDir, { recursive: true, force: true })
  let program: Program | undefined
  try {
    await fill?.(dataDir)
    program = await startProgram(dataDir, options)
    const { address, said, stop } = program
    const browser = await playwright.launch(await browserToLaunch())
    return {
      address,
      browser,
      said,
      stop: async () => {
        await browser.close()
        await stop()
        await remove()
      },
    }
  } catch (error) {
    await program?.stop()
    await remove()
    throw error
  }
}

export const demoPassword = 'quayside-demo-2026'
