import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import { readCalendar, renewCalendarLink } from './calendar-feed.ts'
import {
  changeFollowUp,
  completeFollowUp,
  createFollowUp,
  removeFollowUp,
  reopenFollowUp,
} from './change-follow-ups.ts'
import { listFollowUps } from './list-follow-ups.ts'

export function serveFollowUps(app: FastifyInstance): void {
  serve(app, contract.listFollowUps, ({ read, query, now }) => read((db, user) => listFollowUps(db, user, query, now)))
  serve(app, contract.createFollowUp, ({ write, body, now }) =>
    write((tx, user) => createFollowUp(tx, user, body, now)),
  )
  serve(app, contract.changeFollowUp, ({ write, params, body, version, now }) =>
    write((tx, user) => changeFollowUp(tx, user, params.id, version, body, now)),
  )
  serve(app, contract.completeFollowUp, ({ write, params, now }) =>
    write((tx, user) => completeFollowUp(tx, user, params.id, now)),
  )
  serve(app, contract.reopenFollowUp, ({ write, params, now }) =>
    write((tx, user) => reopenFollowUp(tx, user, params.id, now)),
  )
  serve(app, contract.removeFollowUp, ({ write, params, version, now }) =>
    write((tx, user) => removeFollowUp(tx, user, params.id, version, now)),
  )
  serve(
    app,
    contract.calendarFeed,
    async ({ params, reply, now }) => {
      const calendar = await readCalendar(app.http.database, params.token, now)
      return reply.type('text/calendar; charset=utf-8').header('cache-control', 'private, max-age=300').send(calendar)
    },
    { perMinute: 60 },
  )
  serve(app, contract.renewCalendarLink, ({ write }) =>
    write(async (tx, user) => ({ path: await renewCalendarLink(tx, user.id) })),
  )
}
