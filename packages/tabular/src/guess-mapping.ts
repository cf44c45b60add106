import { type FieldKind, looksLike } from './looks-like.ts'

export type MappingTarget = {
  field: string
  /** Synonyms in every language of the product; order does not matter. */
  names: readonly string[]
  kind: FieldKind
}

/** `confidence` 0 to 1: from 0.9 take it, below 0.6 ask. `field` null: no target fits. `column` is 1-based. */
export type MappedColumn = { column: number; header: string; field: string | null; confidence: number }

const accepted = 0.45

/**
 * Which column holds which field, each field at most once: by name first, the sample values raise or lower the score.
 * @example guessMapping(['客户名称', 'Tel'], [['上海远航', '021-55881234']], targets)
 */
export function guessMapping(
  headers: readonly string[],
  sampleRows: readonly (readonly string[])[],
  targets: readonly MappingTarget[],
): MappedColumn[] {
  const pairs = headers.flatMap((header, index) => {
    const values = sampleRows
      .map((row) => row[index] ?? '')
      .filter((value) => value.trim() !== '')
      .slice(0, 50)
    return targets.map((target) => ({ index, field: target.field, score: score(header, values, target) }))
  })
  const fields = new Map<number, { field: string; score: number }>()
  const used = new Set<string>()
  for (const { index, field, score } of pairs
    .filter((pair) => pair.score >= accepted)
    .sort((a, b) => b.score - a.score)) {
    if (fields.has(index) || used.has(field)) continue
    fields.set(index, { field, score })
    used.add(field)
  }
  return headers.map((header, index) => ({
    column: index + 1,
    header,
    field: fields.get(index)?.field ?? null,
    confidence: Math.round((fields.get(index)?.score ?? 0) * 100) / 100,
  }))
}

function score(header: string, values: string[], target: MappingTarget): number {
  const name = Math.max(0, ...target.names.map((synonym) => nameScore(normalise(header), normalise(synonym))))
  // The last word says what a column holds: "First sent to client date" names no client.
  if (name < 1 && target.kind !== 'date' && namesDay.test(normalise(header))) return 0
  const share = looksLike(target.kind, values)
  // A column of yes and no is no text, however alike the names: "Designation" is not "Destination".
  if (share === null) return name < 1 && areFlags(values) ? name / 2 : name
  if (name === 0) return target.kind === 'email' && share > 0.8 ? 0.6 : 0
  return Math.min(1, name * (0.55 + 0.45 * share) + (share > 0.9 ? 0.05 : 0))
}

const namesDay = /(?:date|datum|日期|时间)$/

const areFlags = (values: readonly string[]) =>
  values.length > 2 && values.every((value) => /^(yes|no|y|n|true|false|是|否)$/i.test(value.trim()))

/** Case, width, spaces, punctuation and units in brackets carry no meaning. */
function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([{【].*?[)\]}】]/g, '')
    .replace(/[^\p{L}\p{N}#]/gu, '')
}

function nameScore(header: string, synonym: string): number {
  if (header === '' || synonym === '') return 0
  if (header === synonym) return 1
  const shorter = Math.min(header.length, synonym.length)
  const longer = Math.max(header.length, synonym.length)
  const han = /\p{Script=Han}/u.test(header)
  if (shorter >= (han ? 2 : 4) && (header.includes(synonym) || synonym.includes(header)))
    return 0.6 + (0.3 * shorter) / longer
  return shorter >= 3 ? 0.8 * dice(withoutKind(header), withoutKind(synonym)) : 0
}

/** Every day is called a date: that two names say so makes them no more alike. */
const withoutKind = (name: string) => name.replace(namesDay, '')

/** Share of common letter pairs (Sørensen–Dice); of what has no pair, none. */
function dice(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0
  const pairs = new Map<string, number>()
  for (let i = 0; i < a.length - 1; i++) pairs.set(a.slice(i, i + 2), (pairs.get(a.slice(i, i + 2)) ?? 0) + 1)
  let common = 0
  for (let i = 0; i < b.length - 1; i++) {
    const left = pairs.get(b.slice(i, i + 2)) ?? 0
    if (left === 0) continue
    pairs.set(b.slice(i, i + 2), left - 1)
    common++
  }
  return (2 * common) / (a.length + b.length - 2)
}
