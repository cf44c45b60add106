import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** Where the demonstration of a run is made, lies when it is made, and is said why it is not. */
export const demoFolder = (folder: string) => ({
  making: join(folder, 'making'),
  made: join(folder, 'made'),
  failed: join(folder, 'failed'),
})

const lookMs = 100

/** A data folder as the program leaves it behind that loaded the demonstration and was stopped. */
export async function copyDemo(folder: string, target: string): Promise<void> {
  const { made, failed } = demoFolder(folder)
  while (!existsSync(made)) {
    if (existsSync(failed)) throw new Error(await readFile(failed, 'utf8'))
    await setTimeout(lookMs)
  }
  // Owners too: run by root, the database belongs to another user.
  execFileSync('cp', ['-a', `${made}/.`, target])
}
