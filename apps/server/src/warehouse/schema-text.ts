import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ARRANGED_YEARS } from '@quayside/worktime'
import type { Engine } from './engine.ts'

/** The star schema as an engine is told it. */
export async function schemaText(engine: Engine['name']): Promise<string> {
  const files = engine === 'postgres' ? ['star-schema.sql', 'star-schema.postgres.sql'] : ['star-schema.sql']
  const texts = await Promise.all(files.map((file) => readFile(new URL(`./${file}`, import.meta.url), 'utf8')))
  return texts.join('\n')
}

/** What a warehouse must have been made of to be followed further; the calendar is part of it. */
export const signatureOf = (text: string): string =>
  createHash('sha256').update(text).update(String(ARRANGED_YEARS.last)).digest('hex')
