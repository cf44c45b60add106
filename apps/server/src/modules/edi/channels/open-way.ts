import { EdiChannelSettings } from '@quayside/contract'
import type { Database } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { sealFor } from '../../../platform/seal.ts'
import { folderWay } from './folder-way.ts'
import { httpWay } from './http-way.ts'
import { sftpWay } from './sftp-way.ts'
import type { Way } from './way.ts'

declare module '../../../platform/jobs/running-job.ts' {
  interface JobContext {
    /** Watched folders lie below it; absent: there are none. */
    ediFolder?: string
    /** The installation's secret. */
    secret?: string
    /** How long a partner's server may take for an answer, in ms; absent: as long as is usual. */
    ediPatienceMs?: number
  }
}

/** What the secrets of channels are sealed for. */
export const channelSeal = 'edi channels'

export interface OpenedWay {
  way: Way
  channelId: Id
  kind: 'folder' | 'sftp' | 'http'
}

interface ChannelRecord {
  id: Id
  settings: Record<string, unknown>
  secret: string | null
  allow_private: boolean
}

export type WayContext = Pick<JobContext, 'database' | 'clock' | 'ediFolder' | 'secret' | 'ediPatienceMs'>

/** Undefined for a channel that is gone, switched off, or one by which we fetch and send nothing. */
export async function openWay(context: WayContext, channelId: Id): Promise<OpenedWay | undefined> {
  const { database, clock, ediFolder, secret } = context
  const { rows } = await database.owner.query<ChannelRecord>(
    'select id, settings, secret, allow_private from edi_channels where id = $1 and active',
    [channelId],
  )
  const [channel] = rows
  if (!channel) return undefined
  const { sealed: _, ...known } = channel.settings
  const settings = EdiChannelSettings.parse(known)
  if (settings.way === 'folder') {
    if (ediFolder === undefined) throw new Error('This node has no folder for EDI.')
    return { way: await folderWay(ediFolder, settings, clock()), channelId, kind: 'folder' }
  }
  const opened =
    channel.secret === null || secret === undefined ? '' : sealFor(secret, channelSeal).open(channel.secret)
  const { allow_private: allowPrivate } = channel
  if (settings.way === 'http') {
    if (settings.address === null) return undefined
    return { way: httpWay({ settings, secret: opened, allowPrivate }), channelId, kind: 'http' }
  }
  const learned: string[] = []
  const way = await sftpWay({
    settings,
    secret: opened,
    allowPrivate,
    learn: (fingerprint) => learned.push(fingerprint),
    patienceMs: context.ediPatienceMs,
  })
  if (learned[0]) await keepFingerprint(database, channelId, learned[0])
  return { way, channelId, kind: 'sftp' }
}

/** The first key met is the one expected from then on. */
async function keepFingerprint(database: Database, id: Id, fingerprint: string): Promise<void> {
  await database.owner.query(
    `update edi_channels set settings = settings || jsonb_build_object('fingerprint', $2::text)
     where id = $1 and coalesce(settings ->> 'fingerprint', '') = ''`,
    [id, fingerprint],
  )
}
