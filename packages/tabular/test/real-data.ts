import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe } from 'vitest'

const folder = resolve(import.meta.dirname, '../../../../shared/data')

export function realData(...path: string[]): string {
  return join(folder, ...path)
}

/** Suites on real files say why they do not run in a clone without them. */
export function describeOnRealData(name: string, tests: () => void): void {
  const present = existsSync(folder)
  if (!present)
    console.warn(`Skipped "${name}": the folder of real test data (../shared/data beside the project) is absent.`)
  describe.skipIf(!present)(name, tests)
}
