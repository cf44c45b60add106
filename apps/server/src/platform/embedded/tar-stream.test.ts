import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aFolder } from './folder-for-test.ts'
import { endOfArchive, fileEntry, folderEntry, readTar } from './tar-stream.ts'

const mtime = new Date('2026-01-01T00:00:00Z')

interface Named {
  path: string
  content: Buffer
}

async function archiveOf(files: Named[]): Promise<Buffer> {
  const parts: Uint8Array[] = [folderEntry('folder', mtime)]
  for (const { path, content } of files)
    for await (const part of fileEntry(path, content.length, mtime, Readable.from([content]))) parts.push(part)
  return Buffer.concat([...parts, endOfArchive()])
}

async function contentOf(archive: Buffer, pieceBytes: number): Promise<Named[]> {
  const pieces = function* () {
    for (let at = 0; at < archive.length; at += pieceBytes) yield archive.subarray(at, at + pieceBytes)
  }
  const found: Named[] = []
  for await (const { entry, content } of readTar(Readable.from(pieces()))) {
    const parts: Uint8Array[] = []
    for await (const part of content) parts.push(part)
    if (!entry.isFolder) found.push({ path: entry.path, content: Buffer.concat(parts) })
  }
  return found
}

const name = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 5 }).map(
  (parts) =>
    parts
      .join('/')
      .replaceAll(/[\0\n\ud800-\udfff]/g, '_')
      .replace(/\/+$/, '') || 'x',
)
const named = fc.record({
  path: name.filter((path) => !path.startsWith('/')),
  content: fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
})

test('what is written is read again, whatever the names, sizes and pieces', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(named, { maxLength: 6 }),
      fc.integer({ min: 1, max: 5_000 }),
      async (files, pieceBytes) => {
        expect(await contentOf(await archiveOf(files), pieceBytes)).toEqual(files)
      },
    ),
    { numRuns: 60 },
  )
})

test('the archive is one that the tar of the system lists', async () => {
  const file = join(await aFolder(), 'a.tar')
  const long = `${'长'.repeat(80)}/${'y'.repeat(200)}`
  await writeFile(file, await archiveOf([{ path: long, content: Buffer.from('abc') }]))
  expect(execFileSync('tar', ['tf', file], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } })).toContain(
    'y'.repeat(200),
  )
})

test('a file that shrank is filled up, one that grew is cut at the size told before', async () => {
  const parts: Uint8Array[] = []
  for await (const part of fileEntry('shrank', 600, mtime, Readable.from([Buffer.from('ab')]))) parts.push(part)
  for await (const part of fileEntry('grew', 2, mtime, Readable.from([Buffer.from('abcd')]))) parts.push(part)
  const found = await contentOf(Buffer.concat([...parts, endOfArchive()]), 100)
  expect(found.map(({ content }) => content.length)).toEqual([600, 2])
  expect(found[1]?.content.toString()).toBe('ab')
})

test('an archive cut anywhere is refused', async () => {
  const archive = await archiveOf([{ path: 'a', content: Buffer.alloc(700, 1) }])
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: archive.length - 1_025 }), async (length) => {
      await expect(contentOf(archive.subarray(0, length), 512)).rejects.toThrow(RangeError)
    }),
    { numRuns: 40 },
  )
})
