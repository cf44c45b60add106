import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type EdiIssue, EdiReader, type Interchange, type Segment, type Transaction } from '../src/index.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/edi/', import.meta.url))

export interface CorpusFile {
  file: string
  standard: 'X12' | 'EDIFACT'
  types: string[]
  messages: number
  /** What an independent checker found: `OK`, or faults as `SE01=12!=16`. */
  faults: string[]
  bytes: Uint8Array
}

export const hasCorpus = existsSync(`${folder}manifest.csv`)

export function corpus(): CorpusFile[] {
  if (!hasCorpus) return []
  const lines = readFileSync(`${folder}manifest.csv`, 'utf8').trim().split(/\r?\n/).slice(1)
  return lines.map((line) => {
    const [file = '', standard, types = '', messages, , , , check = ''] = line.split(',')
    return {
      file,
      standard: standard as CorpusFile['standard'],
      types: types.split('+').filter(Boolean),
      messages: Number(messages),
      faults: check === 'OK' ? [] : check.split(' ; '),
      bytes: readFileSync(folder + file),
    }
  })
}

export interface Read {
  interchanges: Interchange[]
  transactions: Transaction[]
  /** All segments of messages, kept. */
  segments: Segment[]
  issues: EdiIssue[]
}

/** Reads whole, in chunks of `size` bytes. */
export function readAll(bytes: Uint8Array, size = bytes.length || 1): Read {
  const read: Read = { interchanges: [], transactions: [], segments: [], issues: [] }
  const reader = new EdiReader({
    interchange: (one) => read.interchanges.push(one),
    transaction: (one) => read.transactions.push(one),
    segment: (one) => read.segments.push(one.keep()),
    issue: (one) => read.issues.push(one),
  })
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
  reader.end()
  return read
}
