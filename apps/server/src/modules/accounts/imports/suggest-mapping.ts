import { createHash } from 'node:crypto'
import { guessMapping } from '@quayside/tabular'
import type { Db, Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { findCustomFields } from '../accounts.queries.ts'
import type { BroughtTargets } from './brought/brought-target.ts'
import { columnName, type Mapping } from './draft-row.ts'
import type { FoundImport } from './imports.queries.ts'
import type { Options } from './read-cells.ts'
import { type Target, targetFields } from './targets/target-fields.ts'

/** Files of one system have the same columns, whatever their order of cases and blanks. */
export const signatureOf = (headers: readonly string[]): string =>
  createHash('sha256')
    .update(headers.map((name) => name.normalize('NFKC').trim().toLowerCase()).join('\u001f'))
    .digest('hex')

export interface Suggestion {
  mapping: Record<string, string | null>
  remembered: boolean
  name: string | null
  confidence: Record<string, number>
}

/** The mapping used for such columns before, otherwise a guess from names and values. */
export async function suggestMapping(
  db: Db,
  batch: FoundImport,
  target: Target,
  brought: BroughtTargets = {},
): Promise<Suggestion> {
  const { headers = [], sample = [], kind, hasHeader = true } = batch.detected ?? {}
  const fields = targetFields(target, await findCustomFields(db), brought)
  const known = new Set(fields.map((spec) => spec.field))
  const remembered = await findRemembered(db, target, headers)
  if (remembered) {
    const mapping = Object.fromEntries(
      Object.entries(remembered.mapping).map(([column, field]) => [column, field && known.has(field) ? field : null]),
    )
    return { mapping, remembered: true, name: remembered.name, confidence: {} }
  }
  const guessed = guessMapping(
    headers.slice(0, 500),
    sample,
    fields.map((spec) => ({ field: spec.field, names: [spec.zh, spec.en, ...spec.names], kind: spec.kind })),
  )
  const suggestion: Suggestion = { mapping: {}, remembered: false, name: null, confidence: {} }
  for (const [index, header] of headers.entries()) {
    const column = columnName(header, index, hasHeader)
    const { field = null, confidence = 0 } = guessed[index] ?? {}
    // Of a card nothing shall be lost: what has no place goes to the note.
    suggestion.mapping[column] = field ?? (kind === 'vcard' ? 'note+' : null)
    suggestion.confidence[column] = confidence
  }
  return suggestion
}

async function findRemembered(db: Db, target: Target, headers: readonly string[]) {
  const row = await db
    .selectFrom('import_mappings')
    .select(['mapping', 'name'])
    .where('target', '=', target)
    .where('signature', '=', signatureOf(headers))
    .executeTakeFirst()
  return row && { mapping: row.mapping as unknown as Mapping, name: row.name }
}

export async function rememberMapping(
  tx: Tx,
  {
    headers,
    mapping,
    options,
    name,
    by,
    now,
  }: { headers: readonly string[]; mapping: Mapping; options: Options; name: string | null; by: Id; now: Date },
): Promise<void> {
  const values = {
    mapping: JSON.stringify(mapping),
    options: JSON.stringify(options),
    saved_by: by,
    saved_at: now,
  }
  await tx
    .insertInto('import_mappings')
    .values({ target: options.target, signature: signatureOf(headers), name, ...values })
    .onConflict((conflict) =>
      conflict.columns(['target', 'signature']).doUpdateSet(name === null ? values : { ...values, name }),
    )
    .execute()
}
