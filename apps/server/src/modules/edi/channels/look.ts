import type { Id } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { fileBytesAtMost, keepEdiFile } from '../inbox/keep-file.ts'
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
    for (const file of await opened.way.list()) await takeFile(context, opened, file)
    await keepWorking(database, channelId, clock())
  } catch (error) {
    await keepTrouble(database, channelId, error, clock())
  } finally {
    await opened?.way.close()
  }
}

async function takeFile(context: JobContext, { way, channelId, kind }: OpenedWay, file: Waiting): Promise<void> {
  const { database, files, clock } = context
  const seenAs = [channelId, file.name, file.bytes, file.writtenAt].join('/')
  if (!(await isSeen(context, seenAs))) {
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
