import type { z } from 'zod'
import { Refusal } from '../refusal.ts'

/** Where a page ended, for the client to hand back untouched. Not signed: it holds nothing its reader could not ask for. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** @throws Refusal 422 `badCursor` when the text is none of ours or of another list */
export function decodeCursor<T extends z.ZodType>(schema: T, cursor: string): z.output<T> {
  const parsed = schema.safeParse(parse(cursor))
  if (parsed.success) return parsed.data
  throw new Refusal('badCursor', 422, 'This cursor does not belong to this list. Start again from the first page.')
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
