import { link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

type Used = (hashes: readonly string[]) => Promise<ReadonlySet<string>>

const askedAtOnce = 500

/**
 * Takes each orphan aside before removing it, then looks again: should the same content have been stored or referred to
 * meanwhile, it is put back. Killed in between, the next sweep finds it aside and decides anew. May run on two nodes at once.
 */
export async function sweepStore(
  folder: string,
  pathOf: (sha256: string) => string,
  before: Date,
  used: Used,
): Promise<number> {
  const aside = join(folder, 'leaving')
  const settle = async (hashes: readonly string[]) => {
    let removed = 0
    const wanted = await used(hashes)
    for (const sha256 of hashes) {
      const [here, home] = [join(aside, sha256), pathOf(sha256)]
      const back = wanted.has(sha256) || !(await isOlder(here, before))
      // A link, since the content may have come home by itself.
      if (back) await link(here, home).catch(ignoring('EEXIST', 'ENOENT'))
      await rm(here, { force: true })
      if (!back) removed++
    }
    return removed
  }

  await mkdir(aside, { recursive: true, mode: 0o700 })
  let removed = await settle(await readdir(aside))
  for await (const hashes of inPieces(storedSince(folder, before))) {
    const wanted = await used(hashes)
    const orphans = hashes.filter((sha256) => !wanted.has(sha256))
    for (const sha256 of orphans) await rename(pathOf(sha256), join(aside, sha256)).catch(ignoring('ENOENT'))
    removed += await settle(orphans)
  }
  await removeUnfinished(join(folder, 'incoming'), before)
  return removed
}

/** Uploads that ended with their process. One that still runs is being written to. */
async function removeUnfinished(incoming: string, before: Date): Promise<void> {
  for (const name of await namesIn(incoming))
    if (await isOlder(join(incoming, name), before)) await rm(join(incoming, name), { force: true })
}

/** The hashes of all content that was last stored before `before`. */
async function* storedSince(folder: string, before: Date): AsyncGenerator<string> {
  for (const first of await namesIn(folder)) {
    if (!/^[0-9a-f]{2}$/.test(first)) continue
    for (const second of await namesIn(join(folder, first)))
      for (const sha256 of await namesIn(join(folder, first, second)))
        if (await isOlder(join(folder, first, second, sha256), before)) yield sha256
  }
}

async function* inPieces(hashes: AsyncIterable<string>): AsyncGenerator<string[]> {
  let piece: string[] = []
  for await (const sha256 of hashes) {
    piece.push(sha256)
    if (piece.length < askedAtOnce) continue
    yield piece
    piece = []
  }
  if (piece.length > 0) yield piece
}

const namesIn = async (folder: string): Promise<string[]> => (await readdir(folder).catch(ignoring('ENOENT'))) ?? []

async function isOlder(path: string, before: Date): Promise<boolean> {
  const found = await stat(path).catch(ignoring('ENOENT'))
  return found !== undefined && found.mtime < before
}

const ignoring =
  (...codes: string[]) =>
  (error: NodeJS.ErrnoException): undefined => {
    if (!codes.includes(error.code ?? '')) throw error
  }
