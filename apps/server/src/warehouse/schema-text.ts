import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ARRANGED_YEARS } from '@quayside/worktime'
import { codesMean } from './days-code.ts'
import type { Engine } from './engine.ts'
import { serviceBits } from './order-totals.ts'

const textOf = (file: string) => readFile(new URL(`./${file}`, import.meta.url), 'utf8')

/** The star schema as an engine is told it. Text is put in order as DuckDB does, by code point, whatever the server's locale. */
export async function schemaText(engine: Engine['name']): Promise<string> {
  const parts = ['star-schema.sql', 'order-totals.sql', 'order-promises.sql']
  const text = (await Promise.all(parts.map(textOf))).join('')
  if (engine === 'duckdb') return text
  return `${text.replaceAll(/\bvarchar\b/g, 'varchar collate "C"')}\n${await textOf('star-schema.postgres.sql')}`
}

/** What a warehouse must have been made of to be followed further; the calendar and what bits stand for are part of it. */
export const signatureOf = (text: string): string =>
  createHash('sha256')
    .update(text)
    .update(String(ARRANGED_YEARS.last))
    .update(serviceBits)
    .update(codesMean)
    .digest('hex')
