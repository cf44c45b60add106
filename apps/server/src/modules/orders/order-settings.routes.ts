import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { type FileStore, receiveFile } from '../../platform/files/index.ts'
import { serve } from '../../platform/http/serve.ts'
import { receiveAttachment } from '../accounts/index.ts'
import { holdCustomer, liftHold, readHold } from './hold-customer.ts'
import { dropDraft, mendDraft, saveDraft, takeDraft } from './mend-draft.ts'
import {
  addOrderAttachment,
  findOrderAttachment,
  orderToAttachTo,
  removeOrderAttachment,
  sendOrderAttachment,
} from './order-attachments.ts'
import { listOrderDrafts, readOrderDraft } from './order-drafts.ts'
import { takeFile } from './order-file.ts'
import { reasonsForReader } from './order-reasons.ts'
import { changeRouting, readRouting } from './order-routing.ts'
import { changeTemplate, createTemplate, listTemplates, removeTemplate } from './order-templates.ts'

/** 5,000 rows of usual length are about 2 MB. */
const fileBytes = 16 * 1024 * 1024

export function serveOrderDrafts(app: FastifyInstance): void {
  serve(app, contract.listOrderDrafts, ({ read, query }) => read((db, user) => listOrderDrafts(db, user, query)))
  serve(app, contract.readOrderDraft, ({ read, params }) => read((db, user) => readOrderDraft(db, user, params.id)))
  serve(app, contract.saveOrderDraft, ({ write, body, now }) =>
    write(async (tx, user) => readOrderDraft(tx, user, await saveDraft(tx, user, body, now))),
  )
  serve(app, contract.mendOrderDraft, ({ write, params, body, version, now }) =>
    write(async (tx, user) => {
      await mendDraft(tx, user, params.id, { ...body, version, now })
      return readOrderDraft(tx, user, params.id)
    }),
  )
  serve(app, contract.takeOrderDraft, ({ write, params, version, now }) =>
    write(async (tx, user) => {
      const taken = await takeDraft(tx, user, params.id, version, now)
      return { ...taken, reasons: reasonsForReader(taken.reasons, user.rights.categories.finance.read) }
    }),
  )
  serve(app, contract.dropOrderDraft, ({ write, params, query, version, now }) =>
    write((tx, user) => dropDraft(tx, user, params.id, { ...query, version, now })),
  )
}

export function serveOrderSettings(app: FastifyInstance): void {
  serve(app, contract.listOrderTemplates, ({ read, query }) =>
    read((db, user) => listTemplates(db, user, query.accountId)),
  )
  serve(app, contract.createOrderTemplate, ({ write, body, now }) =>
    write((tx, user) => createTemplate(tx, user, body, now)),
  )
  serve(app, contract.changeOrderTemplate, ({ write, params, body, version, now }) =>
    write((tx, user) => changeTemplate(tx, user, params.id, version, body, now)),
  )
  serve(app, contract.removeOrderTemplate, ({ write, params, now }) =>
    write((tx, user) => removeTemplate(tx, user, params.id, now)),
  )
  serve(app, contract.readOrderHold, ({ read, params }) => read((db) => readHold(db, params.id)))
  serve(app, contract.holdOrdersOf, ({ write, params, body, now }) =>
    write((tx, user) => holdCustomer(tx, user, params.id, body, now)),
  )
  serve(app, contract.liftOrderHold, ({ write, params, now }) =>
    write((tx, user) => liftHold(tx, user, params.id, now)),
  )
  serve(app, contract.readOrderRouting, ({ read }) => read((db) => readRouting(db)))
  serve(app, contract.changeOrderRouting, ({ write, body, now }) =>
    write((tx, user) => changeRouting(tx, user, body.rules, now)),
  )
}

export function serveOrderFiles(app: FastifyInstance, files: FileStore): void {
  serve(app, contract.addOrderAttachment, async ({ request, read, write, params, now }) => {
    await read((db, user) => orderToAttachTo(db, user, params.id))
    const file = await receiveAttachment(request, files)
    return write((tx, user) => addOrderAttachment(tx, user, params.id, file, now))
  })
  serve(app, contract.readOrderAttachment, async ({ read, params, reply }) =>
    sendOrderAttachment(reply, files, await read((db) => findOrderAttachment(db, params.id))),
  )
  serve(app, contract.removeOrderAttachment, ({ write, params, now }) =>
    write((tx, user) => removeOrderAttachment(tx, user, params.id, now)),
  )
  serve(app, contract.uploadOrders, async ({ request, user, database, now }) => {
    const file = await receiveFile(request, files, { limitBytes: fileBytes })
    return { file: file.name, ...(await takeFile(database, user, files.pathOf(file.sha256), now)) }
  })
}
