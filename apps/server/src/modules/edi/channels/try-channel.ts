import type { EdiTrial } from '@quayside/contract'
import type { Id } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/refusal.ts'
import { type OpenedWay, openWay, type WayContext } from './open-way.ts'
import { keepTrouble, keepWorking, troubleOf } from './trouble.ts'

/** Connects, signs in and looks whether the folder is there; what came of it stands on the way as after any look. */
export async function tryChannel(context: WayContext, id: Id): Promise<EdiTrial> {
  const { database, clock } = context
  const began = performance.now()
  const done = (trial: Omit<EdiTrial, 'milliseconds'>) => ({
    ...trial,
    milliseconds: Math.round(performance.now() - began),
  })
  let opened: OpenedWay | undefined
  try {
    opened = await openWay(context, id)
    if (!opened) throw notFound('way')
    await opened.way.reach?.()
    const files = opened.way.reach ? null : (await opened.way.list()).length
    await keepWorking(database, id, clock())
    return done({ trouble: null, files })
  } catch (error) {
    if (!opened && (error as { code?: unknown }).code === 'notFound') throw error
    await keepTrouble(database, id, error, clock())
    return done({ trouble: troubleOf(error), files: null })
  } finally {
    await opened?.way.close()
  }
}
