import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import { listNotifications } from './list-notifications.ts'
import { markRead } from './notifications.queries.ts'
import { readMyDay } from './read-my-day.ts'
import type { RecentAccounts } from './recent-accounts.ts'

export function serveMyDay(app: FastifyInstance, recent: RecentAccounts): void {
  serve(app, contract.readMyDay, async ({ read, now }) => {
    await recent.flush()
    return read((db, user) => readMyDay(db, user, now))
  })
  serve(app, contract.listNotifications, ({ read, query }) => read((db, user) => listNotifications(db, user, query)))
  serve(app, contract.readNotifications, ({ write, body, now }) =>
    write((tx, user) => markRead(tx, user.id, body.ids ?? null, now)),
  )
}
