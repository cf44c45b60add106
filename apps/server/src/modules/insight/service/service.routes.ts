import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { addDefinition, changeDefinition, removeDefinition } from './change-definition.ts'
import { customerService } from './customer-service.ts'
import { listDefinitions } from './definitions.queries.ts'
import { serviceLines } from './list-service-lines.ts'
import { serviceShipments } from './list-service-shipments.ts'

export function serviceRoutes(app: FastifyInstance, warehouseOf: () => Warehouse): void {
  serve(app, contract.listServiceLines, (call) => serviceLines(warehouseOf(), call))
  serve(app, contract.listServiceShipments, (call) => serviceShipments(warehouseOf(), call))
  serve(app, contract.readCustomerService, (call) => customerService(warehouseOf(), call))
  serve(app, contract.listServiceDefinitions, ({ read }) => read(listDefinitions))
  serve(app, contract.addServiceDefinition, ({ write, body, now }) =>
    write((tx, user) => addDefinition(tx, user, body, now)),
  )
  serve(app, contract.changeServiceDefinition, ({ write, params, version, body, now }) =>
    write((tx, user) => changeDefinition(tx, user, params.id, version, body, now)),
  )
  serve(app, contract.removeServiceDefinition, ({ write, params, version, now }) =>
    write((tx, user) => removeDefinition(tx, user, params.id, version, now)),
  )
}
