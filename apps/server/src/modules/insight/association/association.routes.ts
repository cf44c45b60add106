import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { alsoUses } from './also-uses.ts'

export function associationRoutes(app: FastifyInstance, warehouseOf: () => Warehouse): void {
  serve(app, contract.readAlsoUses, (call) => alsoUses(warehouseOf(), call))
}
