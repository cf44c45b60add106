import {
  chooseEdiCustomer,
  correctEdiMessage,
  rejectEdiMessage,
  replayEdiMessage,
  replayEdiMessages,
} from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import type { FileStore } from '../../../platform/files/index.ts'
import { serve } from '../../../platform/http/serve.ts'
import { chooseCustomer } from './choose-customer.ts'
import { correctMessage } from './correct.ts'
import { rejectMessage } from './reject.ts'
import { lockToMend, replay, replayAll } from './replay.ts'

export function mendRoutes(app: FastifyInstance, files: FileStore): void {
  serve(app, replayEdiMessage, ({ write, params, now }) =>
    write(async (tx, user) => replay(tx, user, await lockToMend(tx, params.id), now, 'asked')),
  )
  serve(app, correctEdiMessage, ({ write, params, body, now }) =>
    write((tx, user) => correctMessage(tx, files, user, params.id, body, now)),
  )
  serve(app, chooseEdiCustomer, ({ write, params, body, now }) =>
    write((tx, user) => chooseCustomer(tx, user, params.id, body, now)),
  )
  serve(app, rejectEdiMessage, ({ write, params, body, now }) =>
    write((tx, user) => rejectMessage(tx, user, params.id, body.why, now)),
  )
  serve(app, replayEdiMessages, ({ write, params, now }) =>
    write(async (tx, user) => ({ messages: await replayAll(tx, user, params.id, now) })),
  )
}
