import type { Logger } from 'pino'
import { settled, type TestDatabase } from '../../../test/harness.ts'
import { consumeNext } from '../../platform/consume-events.ts'
import { followShipments } from './follow-shipments.ts'

/** Lets shipments follow all that has happened. */
export async function followAll(database: TestDatabase, log?: Logger): Promise<void> {
  // Whatever runs beside, in other tests too, holds back what may be read of the spine.
  await settled(database)
  while ((await consumeNext(database, followShipments, log)) > 0);
}
