import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import { addPool, changePool, listPools, removePool } from './cost-pools.ts'

export function costPoolRoutes(app: FastifyInstance): void {
  serve(app, contract.listCostPools, ({ read }) => read(listPools))
  serve(app, contract.addCostPool, ({ write, body, now }) => write((tx, user) => addPool(tx, user, body, now)))
  serve(app, contract.changeCostPool, ({ write, params, version, body, now }) =>
    write((tx, user) => changePool(tx, user, params.id, version, body, now)),
  )
  serve(app, contract.removeCostPool, ({ write, params, version, now }) =>
    write((tx, user) => removePool(tx, user, params.id, version, now)),
  )
}
