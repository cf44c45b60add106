import type { Id } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { fileBytesAtMost } from '../inbox/file-size.ts'
import { keepEdiFile } from '../inbox/keep-file.ts'
import { FileNotTaken, isOfOneFile } from './file-not-taken.ts'
import { type OpenedWay, openWay } from './open-way.ts'
import { keepTrouble, keepWorking } from './trouble.ts'
import type { Waiting } from './way.ts'

/** Takes every finished file: into the store, then its row, and only then is it removed there. */
export async function lookIntoChannel(context: JobContext, channelId: Id): Promise<void> {
  const { database, clock } = context
  let opened: OpenedWay | undefined
  try {
    opened = await openWay(context, channelId)
    if (!opened) return
    const left = await takeFiles(context, opened)
    if (left === undefined) await keepWorking(database, channelId, clock())
    else await keepTrouble(database, channelId, left, clock())
  } catch (error) {
    await keepTrouble(database, channelId, error, clock())
  } finally {
    await opened?.way.close()
  }
}

/** One file that cannot be taken leaves the others theirs; the first of such is told. */
async function takeFiles(context: JobContext, opened: OpenedWay): Promise<FileNotTaken | undefined> {
  let first: FileNotTaken | undefined
  for (const file of await opened.way.list())
    try {
      await takeFile(context, opened, file)
    } catch (error) {
      if (!isOfOneFile(error)) throw error
      first ??= new FileNotTaken(file.name, file.bytes, { cause: error })
    }
  return first
}

async function takeFile(context: JobContext, { way, channelId, kind }: OpenedWay, file: Waiting): Promise<void> {
  const { database, files, clock } = context
  if (kind === 'http') return
  const seenAs = [channelId, file.name, file.bytes, file.writtenAt].join('/')
  if (!(await isSeen(context, seenAs))) {
    if (file.bytes > fileBytesAtMost) throw new FileNotTaken(file.name, file.bytes)
    const content = await files.put(way.read(file.name), { limitBytes: fileBytesAtMost })
    // Still being written: the next look finds it whole.
    if (content.bytes !== file.bytes) return
    await keepEdiFile(database, content, { way: kind, name: file.name, channelId, seenAs }, clock())
  }
  await way.remove(file.name)
}

async function isSeen({ database }: JobContext, seenAs: string): Promise<boolean> {
  const { rowCount } = await database.owner.query('select from edi_files where seen_as = $1', [seenAs])
  return rowCount === 1
}
