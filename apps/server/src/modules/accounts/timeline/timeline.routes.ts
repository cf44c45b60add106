import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import type { FileStore } from '../../../platform/files/index.ts'
import { serve } from '../../../platform/http/serve.ts'
import {
  findAttachment,
  keepAttachment,
  receiveAttachment,
  refuseUnknownAccount,
  removeAttachment,
  sendAttachment,
} from './attachments.ts'
import { addInteraction, changeInteraction, removeInteraction, restoreInteraction } from './change-interactions.ts'
import { readTimeline } from './read-timeline.ts'

export function serveTimeline(app: FastifyInstance, files: FileStore): void {
  serve(app, contract.readTimeline, ({ read, params, query }) =>
    read((db, user) => readTimeline(db, user, params.id, query)),
  )
  serve(app, contract.addInteraction, ({ write, params, body, now }) =>
    write((tx, user) => addInteraction(tx, user, params.id, body, now)),
  )
  serve(app, contract.changeInteraction, ({ write, params, body, version, now }) =>
    write((tx, user) => changeInteraction(tx, user, params.id, version, body, now)),
  )
  serve(app, contract.removeInteraction, ({ write, params, version, now }) =>
    write((tx, user) => removeInteraction(tx, user, params.id, version, now)),
  )
  serve(app, contract.restoreInteraction, ({ write, params, now }) =>
    write((tx, user) => restoreInteraction(tx, user, params.id, now)),
  )
  serve(app, contract.uploadAttachment, async ({ read, write, params, request, now }) => {
    await read((db) => refuseUnknownAccount(db, params.id))
    // Outside a transaction: a slow upload must not hold a connection.
    const file = await receiveAttachment(request, files)
    return write((tx, user) => keepAttachment(tx, user, params.id, file, now))
  })
  serve(app, contract.downloadAttachment, async ({ read, params, reply, user }) =>
    sendAttachment(reply, files, await read((db) => findAttachment(db, params.id)), user),
  )
  serve(app, contract.removeAttachment, ({ write, params, now }) =>
    write((tx, user) => removeAttachment(tx, user, params.id, now)),
  )
}
