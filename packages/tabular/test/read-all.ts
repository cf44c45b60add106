import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Detected, detectFile, type Issue, type ReadOptions, type Row, readRows } from '../src/index.ts'

export type WholeFile = { detected: Detected; header: readonly string[]; rows: Row[]; issues: Issue[] }

export async function readAll(
  path: string,
  options: ReadOptions = {},
  change: (d: Detected) => Detected = (d) => d,
): Promise<WholeFile> {
  const detected = change(await detectFile(path))
  const whole: WholeFile = { detected, header: [], rows: [], issues: [] }
  for await (const batch of readRows(path, detected, options)) {
    if (batch.header.length > 0) whole.header = batch.header
    whole.rows.push(...batch.rows)
    whole.issues.push(...batch.issues)
  }
  return whole
}

/** A new file below the system's folder for temporary files; it goes with the test that asked. */
export function aFile(content: string | Uint8Array, name = 'file.csv'): string {
  const folder = mkdtempSync(join(tmpdir(), 'tabular-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

export async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

export function valuesOf(whole: WholeFile): string[][] {
  return whole.rows.map((row) => row.values)
}

export function codesOf(issues: readonly Issue[]): string[] {
  return issues.map((issue) => issue.code)
}
