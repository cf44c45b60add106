import {
  addEdiChannel,
  changeEdiChannel,
  changeEdiPartner,
  createEdiPartner,
  listEdiPartners,
  lookIntoEdiChannel,
  readEdiPartner,
  removeEdiChannel,
} from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import { sendJob } from '../../../platform/jobs/index.ts'
import { notFound } from '../../../platform/refusal.ts'
import type { Seal } from '../../../platform/seal.ts'
import { addChannel, changeChannel, removeChannel } from '../channels/change-channels.ts'
import { lookJob } from '../channels/look.job.ts'
import { changePartner, createPartner } from './change-partner.ts'
import { channelsOf, listPartners, readPartner } from './present-partner.ts'

export function partnerRoutes(app: FastifyInstance, seal: Seal): void {
  serve(app, listEdiPartners, ({ read }) => read(listPartners))
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
  serve(app, lookIntoEdiChannel, ({ write, params, now }) =>
    write(async (tx) => {
      if ((await channelsOf(tx, { id: params.id })).length === 0) throw notFound('way')
      await sendJob(tx, lookJob, { channelId: params.id }, { now, singleKey: params.id })
    }),
  )
}
