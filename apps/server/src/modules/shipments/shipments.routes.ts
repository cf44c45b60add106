import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { prepared } from '../../platform/database.ts'
import { type FileStore, isAttachable, receiveFile, sendFile } from '../../platform/files/index.ts'
import { serve } from '../../platform/http/serve.ts'
import { notFound } from '../../platform/refusal.ts'
import { readBoard } from './board.ts'
import { changeShipment } from './change-shipment.ts'
import { addException, assignException, settleException } from './exceptions/change-exceptions.ts'
import { changeRule, listRules } from './exceptions/rules.ts'
import { otifFile } from './export-otif.ts'
import { shipmentsFile } from './export-shipments.ts'
import { dismissMilestone, listUnplaced, placeMilestone, retractMilestone } from './mend-milestones.ts'
import { serveNotices } from './notices/notices.routes.ts'
import { openShipment } from './open-shipment.ts'
import { otif } from './otif.ts'
import { findProof, keepProof, proofLimitBytes, refuseUnknownShipment, removeProof, sendProof } from './proofs.ts'
import { listShipments, readShipment } from './read-shipments.ts'
import { recordMilestone } from './record-milestone.ts'
import { openShipmentsOf } from './shipments-of-order.ts'
import { serveTracking } from './tracking/tracking.routes.ts'

export function serveShipments(app: FastifyInstance, { files, secret }: { files: FileStore; secret: string }): void {
  serve(app, contract.listShipments, ({ read, query, now }) => read((db, user) => listShipments(db, user, query, now)))
  serve(app, contract.readShipment, ({ read, params, now }) =>
    read((db, user) => readShipment(db, user, params.id, now)),
  )
  serve(app, contract.openShipment, ({ write, body, now }) =>
    write(async (tx, user) => readShipment(tx, user, (await openShipment(tx, user, body, now)).id, now)),
  )
  serve(app, contract.openShipmentsOfOrder, ({ write, params, now }) =>
    write(async (tx, user) => {
      const [order] = await prepared(tx, 'order-exists', 'select from orders where id = $1', [params.id])
      if (!order) throw notFound('order')
      return { shipments: await openShipmentsOf(tx, user, [params.id], () => now) }
    }),
  )
  serve(app, contract.changeShipment, ({ write, params, version, body, now }) =>
    write((tx, user) => changeShipment(tx, user, params.id, version, body, now)),
  )
  serve(app, contract.shipmentBoard, ({ read, query, now }) => read((db, user) => readBoard(db, user, query, now)))
  serve(app, contract.shipmentOtif, ({ read, query, now }) => read((db) => otif(db, query, now)))
  serve(app, contract.exportShipments, async ({ read, user, query, reply, now }) =>
    sendFile(reply, await shipmentsFile(read, user, query, now)),
  )
  serve(app, contract.exportOtif, async ({ read, query, reply, now }) =>
    sendFile(reply, await read((db, user) => otifFile(db, user, query, now))),
  )
  serveMilestones(app)
  serveExceptions(app)
  serveRules(app)
  serveNotices(app, secret)
  serveProofs(app, files)
  serveTracking(app)
}

function serveRules(app: FastifyInstance): void {
  serve(app, contract.listShipmentRules, ({ read }) => read(listRules))
  serve(app, contract.changeShipmentRule, ({ write, params, body, version, now }) =>
    write((tx, user) => changeRule(tx, user, params.id, { version, change: body, now })),
  )
}

function serveMilestones(app: FastifyInstance): void {
  serve(app, contract.recordShipmentMilestone, ({ write, params, body, user, now }) =>
    write((tx) =>
      recordMilestone(tx, user, { ...body, shipment: { id: params.id }, source: user.key ? 'api' : 'staff' }, now),
    ),
  )
  serve(app, contract.recordMilestoneByReference, ({ write, body: { references, ...told }, user, now }) =>
    write((tx) =>
      recordMilestone(tx, user, { ...told, shipment: { references }, source: user.key ? 'api' : 'staff' }, now),
    ),
  )
  serve(app, contract.retractMilestone, ({ write, params, now }) =>
    write((tx, user) => retractMilestone(tx, user, params.id, now)),
  )
  serve(app, contract.listUnplacedMilestones, ({ read, query }) => read((db) => listUnplaced(db, query)))
  serve(app, contract.placeMilestone, ({ write, params, body, now }) =>
    write((tx, user) => placeMilestone(tx, user, params.id, body, now)),
  )
  serve(app, contract.dismissMilestone, ({ write, params, now }) =>
    write((tx, user) => dismissMilestone(tx, user, params.id, now)),
  )
}

function serveExceptions(app: FastifyInstance): void {
  serve(app, contract.addShipmentException, ({ write, params, body, now }) =>
    write((tx, user) => addException(tx, user, params.id, body, now)),
  )
  serve(app, contract.resolveShipmentException, ({ write, params, body, version, now }) =>
    write((tx, user) => settleException(tx, user, params.id, { version, resolution: body.resolution, now })),
  )
  serve(app, contract.assignShipmentException, ({ write, params, body, version, now }) =>
    write((tx, user) => assignException(tx, user, params.id, { version, userId: body.userId, now })),
  )
  serve(app, contract.reopenShipmentException, ({ write, params, version, now }) =>
    write((tx, user) => settleException(tx, user, params.id, { version, resolution: null, now })),
  )
}

function serveProofs(app: FastifyInstance, files: FileStore): void {
  serve(app, contract.addProof, async ({ request, read, write, params, query, now }) => {
    await read((db) => refuseUnknownShipment(db, params.id))
    const file = await receiveFile(request, files, { limitBytes: proofLimitBytes, accept: isAttachable })
    const { kind, signer = null } = query
    return write((tx, user) => keepProof(tx, user, params.id, { file, kind, signer, now }))
  })
  serve(app, contract.downloadProof, async ({ read, params, reply }) =>
    sendProof(reply, files, await read((db) => findProof(db, params.id))),
  )
  serve(app, contract.removeProof, ({ write, params, now }) =>
    write((tx, user) => removeProof(tx, user, params.id, now)),
  )
}
