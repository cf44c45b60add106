import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import { addTarget, changesOf, changeValue, takeAway, targetsOfYear } from './targets.ts'

export function targetRoutes(app: FastifyInstance): void {
  serve(app, contract.listTargets, ({ read, query }) => read((db, user) => targetsOfYear(db, user, query.year)))
  serve(app, contract.listTargetChanges, ({ read, params }) => read((db, user) => changesOf(db, user, params.id)))
  serve(app, contract.setTarget, ({ write, body, now }) => write((tx, user) => addTarget(tx, user, body, now)))
  serve(app, contract.changeTarget, ({ write, params, version, body, now }) =>
    write((tx, user) => changeValue(tx, user, params.id, version, body.valueE4, now)),
  )
  serve(app, contract.removeTarget, ({ write, params, version, now }) =>
    write((tx, user) => takeAway(tx, user, params.id, version, now)),
  )
}
