import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import { listToVerify } from './list-to-verify.ts'
import { readQuality } from './read-quality.ts'

export function serveQuality(app: FastifyInstance): void {
  serve(app, contract.readQuality, ({ read, now }) => read((db, user) => readQuality(db, user, now)))
  serve(app, contract.listToVerify, ({ read, query, now }) => read((db, user) => listToVerify(db, user, query, now)))
}
