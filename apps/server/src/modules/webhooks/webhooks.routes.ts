import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { serve } from '../../platform/http/serve.ts'
import { notFound } from '../../platform/refusal.ts'
import type { Seal } from '../../platform/seal.ts'
import { changeEndpoint, deleteEndpoint, rotateSecret } from './change-endpoint.ts'
import { createEndpoint } from './create-endpoint.ts'
import { listDeliveries, readDelivery } from './deliveries/read-deliveries.ts'
import { replayDelivery, replayMany, sendTest } from './deliveries/send-again.ts'
import { findEndpoint, findEndpoints, presentEndpoint } from './endpoints.queries.ts'
import { allowHost, disallowHost, listHosts } from './webhook-hosts.ts'

const Cursor = z.strictObject({ id: z.uuid() })

export function endpointRoutes(app: FastifyInstance, seal: Seal): void {
  serve(app, contract.listWebhookEndpoints, ({ read, query, now }) =>
    read(async (db, user) => {
      const after = query.cursor ? decodeCursor(Cursor, query.cursor).id : null
      const found = await findEndpoints(db, after, query.limit + 1)
      const page = found.slice(0, query.limit)
      const last = page.at(-1)
      const next = found.length > query.limit && last ? encodeCursor({ id: last.id }) : null
      return { rows: page.map((row) => presentEndpoint(row, user, now)), next }
    }),
  )
  serve(app, contract.createWebhookEndpoint, ({ write, body, now }) =>
    write((tx, user) => createEndpoint(tx, user, body, { seal, now })),
  )
  serve(app, contract.readWebhookEndpoint, ({ read, params, now }) =>
    read(async (db, user) => {
      const endpoint = await findEndpoint(db, params.id)
      if (!endpoint) throw notFound('endpoint')
      return presentEndpoint(endpoint, user, now)
    }),
  )
  serve(app, contract.changeWebhookEndpoint, ({ write, params, version, body, now }) =>
    write((tx, user) => changeEndpoint(tx, user, params.id, version, body, now)),
  )
  serve(app, contract.deleteWebhookEndpoint, ({ write, params, now }) =>
    write((tx, user) => deleteEndpoint(tx, user, params.id, now)),
  )
  serve(app, contract.rotateWebhookSecret, ({ write, params, body, now }) =>
    write((tx, user) => rotateSecret(tx, user, params.id, { ...body, seal, now })),
  )
}

export function deliveryRoutes(app: FastifyInstance): void {
  serve(app, contract.listWebhookDeliveries, ({ read, params, query }) =>
    read((db, user) => listDeliveries(db, user, params.id, query)),
  )
  serve(app, contract.readWebhookDelivery, ({ read, params }) => read((db) => readDelivery(db, params.id)))
  serve(app, contract.replayWebhookDelivery, ({ write, params, now }) =>
    write((tx, user) => replayDelivery(tx, user, params.id, now)),
  )
  serve(app, contract.replayWebhooks, ({ write, params, body, now }) =>
    write((tx, user) => replayMany(tx, user, params.id, body, now)),
  )
  serve(app, contract.testWebhook, ({ write, params, now }) => write((tx, user) => sendTest(tx, user, params.id, now)))
}

export function hostRoutes(app: FastifyInstance): void {
  serve(app, contract.listWebhookHosts, ({ read }) => read(listHosts))
  serve(app, contract.allowWebhookHost, ({ write, body, now }) => write((tx, user) => allowHost(tx, user, body, now)))
  serve(app, contract.disallowWebhookHost, ({ write, params, now }) =>
    write((tx, user) => disallowHost(tx, user, params.id, now)),
  )
}
