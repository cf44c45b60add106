import { promisify } from 'node:util'
import yauzl from 'yauzl'
import { fileIssue, type Issue } from '../issue.ts'
import type { Limits } from '../limits.ts'

/** Carries an issue out of nested streams to the door of the reader, which turns it back into data. */
export class WorkbookFault extends Error {
  readonly issue: Issue
  constructor(issue: Issue) {
    super(issue.code)
    this.issue = issue
  }
}

export type ZipArchive = {
  has(name: string): boolean
  /** Declared size once inflated. */
  size(name: string): number
  read(name: string): AsyncGenerator<Buffer>
  close(): void
}

/** Ratios mean nothing on small parts: an empty styles.xml may deflate to nearly nothing. */
const ratioMattersFromBytes = 1_048_576

/** Refuses by the declared sizes before anything is inflated; `read` then counts what really comes out. */
export async function openZip(path: string, limits: Limits): Promise<ZipArchive> {
  const zip = await openFile(path)
  const entries = new Map<string, yauzl.Entry>()
  try {
    await listEntries(zip, entries)
    refuseBomb(entries, limits)
  } catch (error) {
    zip.close()
    throw error instanceof WorkbookFault
      ? error
      : new WorkbookFault(fileIssue('brokenXlsx', 'error', { reason: String(error) }))
  }
  const count = { inflated: 0 }
  return {
    has: (name) => entries.has(name),
    size: (name) => entries.get(name)?.uncompressedSize ?? 0,
    read: (name) => readEntry(zip, entries.get(name), limits, count),
    close: () => zip.close(),
  }
}

async function openFile(path: string): Promise<yauzl.ZipFile> {
  const open = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)
  try {
    return await open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
  } catch (error) {
    throw new WorkbookFault(
      fileIssue('brokenXlsx', 'error', { reason: error instanceof Error ? error.message : 'zip' }),
    )
  }
}

function listEntries(zip: yauzl.ZipFile, entries: Map<string, yauzl.Entry>): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry)
      if (entries.size > 10_000) reject(bomb(entries.size, 10_000))
      else zip.readEntry()
    })
    zip.on('end', resolve)
    zip.on('error', reject)
    zip.readEntry()
  })
}

function refuseBomb(entries: Map<string, yauzl.Entry>, limits: Limits): void {
  let total = 0
  for (const entry of entries.values()) {
    total += entry.uncompressedSize
    refuseRatio(entry, entry.uncompressedSize, limits)
  }
  if (total > limits.maxInflatedBytes) throw bomb(total, limits.maxInflatedBytes)
}

function refuseRatio(entry: yauzl.Entry, inflated: number, limits: Limits): void {
  if (inflated < ratioMattersFromBytes) return
  const allowed = entry.compressedSize * limits.maxInflateRatio
  if (inflated > allowed) throw bomb(inflated, Math.max(allowed, ratioMattersFromBytes))
}

function bomb(size: number, limit: number): WorkbookFault {
  return new WorkbookFault(fileIssue('zipBomb', 'error', { size, limit }))
}

async function* readEntry(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry | undefined,
  limits: Limits,
  count: { inflated: number },
): AsyncGenerator<Buffer> {
  if (!entry) return
  const openStream = promisify<yauzl.Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip))
  let inflated = 0
  try {
    for await (const piece of await openStream(entry)) {
      const bytes = piece as Buffer
      inflated += bytes.length
      count.inflated += bytes.length
      refuseRatio(entry, inflated, limits)
      if (count.inflated > limits.maxInflatedBytes) throw bomb(count.inflated, limits.maxInflatedBytes)
      yield bytes
    }
  } catch (error) {
    if (error instanceof WorkbookFault) throw error
    if (error instanceof Error && /^too many bytes/.test(error.message)) throw bomb(inflated, entry.uncompressedSize)
    throw new WorkbookFault(
      fileIssue('brokenXlsx', 'error', { reason: error instanceof Error ? error.message : 'zip' }),
    )
  }
}
