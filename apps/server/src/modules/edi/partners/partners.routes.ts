import {
  addEdiChannel,
  changeEdiChannel,
  changeEdiPartner,
  checkEdiOverrides,
  createEdiPartner,
  exportEdiPartners,
  listEdiCodedElements,
  listEdiPartners,
  lookIntoEdiChannel,
  readEdiPartner,
  removeEdiChannel,
  tryEdiChannel,
} from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { sendFile } from '../../../platform/files/index.ts'
import { serve } from '../../../platform/http/serve.ts'
import { sendJob } from '../../../platform/jobs/index.ts'
import { notFound } from '../../../platform/refusal.ts'
import type { Seal } from '../../../platform/seal.ts'
import { addChannel, changeChannel, removeChannel } from '../channels/change-channels.ts'
import { lookJob } from '../channels/look.job.ts'
import { tryChannel } from '../channels/try-channel.ts'
import { definitionOf } from '../take/read-by-definition.ts'
import { changePartner, createPartner } from './change-partner.ts'
import { codedElements } from './coded-elements.ts'
import { partnersFile } from './export-partners.ts'
import { problemsOf } from './judge-overrides.ts'
import { channelsOf, listPartners, readPartner } from './present-partner.ts'

export function partnerRoutes(app: FastifyInstance, seal: Seal, secret: string): void {
  serve(app, listEdiPartners, ({ read }) => read(listPartners))
  serve(app, exportEdiPartners, async ({ read, query, reply, user, now }) =>
    sendFile(reply, await read((db) => partnersFile(db, query, user.locale, now))),
  )
  serve(app, checkEdiOverrides, async ({ body }) => ({ problems: problemsOf(body.standard, body.overrides) }))
  serve(app, listEdiCodedElements, async ({ query }) => {
    const definition = definitionOf(query.standard, query.type)
    if (!definition) throw notFound('message')
    return { elements: codedElements(definition) }
  })
  serve(app, readEdiPartner, ({ read, params }) => read((db) => readPartner(db, params.id)))
  serve(app, createEdiPartner, ({ write, body, now }) => write((tx, user) => createPartner(tx, user, body, now)))
  serve(app, changeEdiPartner, ({ write, params, version, body, now }) =>
    write((tx, user) => changePartner(tx, user, params.id, version, body, now)),
  )
  serve(app, addEdiChannel, ({ write, params, body, now }) =>
    write((tx, user) => addChannel(tx, user, seal, params.id, body, now)),
  )
  serve(app, changeEdiChannel, ({ write, params, version, body, now }) =>
    write((tx, user) => changeChannel(tx, user, seal, params.id, version, body, now)),
  )
  serve(app, removeEdiChannel, ({ write, params, now }) => write((tx, user) => removeChannel(tx, user, params.id, now)))
  serve(app, tryEdiChannel, async ({ read, params, database, now }) => {
    const [channel] = await read((db) => channelsOf(db, { id: params.id }))
    if (!channel || channel.settings.way === 'folder') throw notFound('way')
    return tryChannel({ database, clock: () => now, secret }, params.id)
  })
  serve(app, lookIntoEdiChannel, ({ write, params, now }) =>
    write(async (tx) => {
      if ((await channelsOf(tx, { id: params.id })).length === 0) throw notFound('way')
      await sendJob(tx, lookJob, { channelId: params.id }, { now, singleKey: params.id })
    }),
  )
}
