import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generatedFile, generateTypes } from './generate-types.ts'
import { testDatabase } from './harness.ts'

test('the generated types are those of the migrated schema (else run: npm run types)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-types-'))
  try {
    const database = await testDatabase()
    await generateTypes(database.ownerConfig, join(folder, 'schema.ts'))
    expect(await readFile(generatedFile, 'utf8')).toBe(await readFile(join(folder, 'schema.ts'), 'utf8'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
