import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { recordEvent } from '../../../platform/events.ts'
import { serve } from '../../../platform/http/serve.ts'
import { notFound } from '../../../platform/refusal.ts'
import { lockShipment } from '../find-shipment.ts'
import { refuseUnknownShipment } from '../proofs.ts'
import { noticeSeal } from './leave-by.ts'
import { readGateway, setGateway, testGateway } from './notice-gateway.ts'
import { readTerms, setCompanyTerms, setTerms } from './notice-terms.ts'
import { findNotices, steerNotice } from './steer-notice.ts'
import { previewNotice, tellCustomer } from './write-notice.ts'

/** What customers are told without asking, and by which way. */
export function serveNotices(app: FastifyInstance, secret: string): void {
  const seal = noticeSeal(secret)
  serve(app, contract.readNoticeTerms, ({ read, query }) => read((db, user) => readTerms(db, user, query.accountId)))
  serve(app, contract.setCompanyNoticeTerms, ({ write, body, version, now }) =>
    write((tx, user) => setCompanyTerms(tx, user, version, body, now)),
  )
  serve(app, contract.setNoticeTerms, ({ write, params, body, version, now }) =>
    write(async (tx, user) => ({ own: await setTerms(tx, user, params.id, { ...body, version, seal, now }) })),
  )
  serve(app, contract.readNoticeGateway, ({ read }) => read(readGateway))
  serve(app, contract.setNoticeGateway, ({ write, body, version, now }) =>
    write((tx, user) => setGateway(tx, user, { version, body, seal, now })),
  )
  serve(app, contract.testNoticeGateway, async ({ read, body }) => {
    await read(readGateway)
    return testGateway(app.http.database, secret, body.to)
  })
  serveOne(app)
}

function serveOne(app: FastifyInstance): void {
  serve(app, contract.previewNotice, ({ read, params, now }) =>
    read(async (db, user) => {
      await refuseUnknownShipment(db, params.id)
      return { notices: await previewNotice(db, user, params.id, now) }
    }),
  )
  serve(app, contract.tellCustomer, ({ write, params, body, now }) =>
    write(async (tx, user) => {
      const shipment = await lockShipment(tx, params.id)
      if (!shipment) throw notFound('shipment')
      const notices = await findNotices(tx, user, await tellCustomer(tx, params.id, body, now))
      await recordEvent(tx, {
        kind: 'shipment.noticeWritten',
        subject: { type: 'shipment', id: shipment.id },
        accountId: shipment.account_id,
        actorId: user.id,
        at: now,
        data: { number: shipment.number, subject: notices[0]?.subject ?? '', notices: notices.length },
      })
      return { notices }
    }),
  )
  serve(app, contract.hastenNotice, ({ write, params, now }) =>
    write((tx, user) => steerNotice(tx, user, params.id, 'hasten', now)),
  )
  serve(app, contract.withdrawNotice, ({ write, params, now }) =>
    write((tx, user) => steerNotice(tx, user, params.id, 'withdraw', now)),
  )
}
