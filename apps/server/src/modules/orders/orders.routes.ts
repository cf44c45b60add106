import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import type { Tx } from '../../platform/database.ts'
import { type Call, serve, type User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { sendJob } from '../../platform/jobs/index.ts'
import { changeOrder } from './change-order.ts'
import { checkOrder } from './check-order.ts'
import { countOrders } from './count-orders.ts'
import { checkExport, exportOrdersJob } from './export-orders.ts'
import { listOrders, narrowingOf } from './list-orders.ts'
import { cancelOrder, holdOrder, progressOrder, releaseOrder } from './move-order.ts'
import { reasonsForReader } from './order-reasons.ts'
import { copyOrder, listOrderVersions, readOrder } from './read-orders.ts'
import { takeAgainIfBrokenOff } from './take-again.ts'
import { takeOrder } from './take-order.ts'
import { keyOf, takeOrders } from './take-orders.ts'

/** Half a thousand orders with their goods. */
const batchBytes = 16 * 1024 * 1024
const channelOf = (user: User): 'api' | 'staff' => (user.key ? 'api' : 'staff')

export function serveOrders(app: FastifyInstance): void {
  serveLists(app)
  serve(app, contract.createOrder, ({ write, body: { key, onFault, channel, ...draft }, now }) =>
    write(async (tx, user) => {
      const arrival = { channel: channel ?? channelOf(user), key: keyOf(user, key), receivedAt: now, onFault }
      const taken = await takeOrder(tx, user, draft, arrival)
      return { ...taken, reasons: reasonsForReader(taken.reasons, user.rights.categories.finance.read) }
    }),
  )
  serve(
    app,
    contract.createOrders,
    async ({ write, body: { orders, onFault }, now }) => {
      const attempt = () =>
        write((tx, user) => {
          const incoming = orders.map(({ key, ...draft }) => ({ draft, key: keyOf(user, key) }))
          return takeOrders(tx, user, incoming, { channel: channelOf(user), receivedAt: now, onFault })
        })
      return { results: await takeAgainIfBrokenOff(orders.length, attempt) }
    },
    { bodyLimit: batchBytes },
  )
  serve(app, contract.checkOrder, ({ write, body, now }) => write((tx, user) => checkOrder(tx, user, body, now)))
  serve(app, contract.changeOrder, (call) =>
    moved(call, async (tx, user, id) => {
      const { change, reason, feeE4, costE4 } = call.body
      const arrival = { channel: channelOf(user), receivedAt: call.now }
      await changeOrder(tx, user, id, { change, reason, feeE4, costE4, version: call.version, arrival })
    }),
  )
  serve(app, contract.cancelOrder, (call) =>
    moved(call, (tx, user, id) => cancelOrder(tx, user, id, { ...call.body, ...moveOf(call) })),
  )
  serve(app, contract.holdOrder, (call) =>
    moved(call, (tx, user, id) => holdOrder(tx, user, id, { note: call.body.reason, ...moveOf(call) })),
  )
  serve(app, contract.releaseOrder, (call) =>
    moved(call, (tx, user, id) => releaseOrder(tx, user, id, { note: call.query.note, ...moveOf(call) })),
  )
  serve(app, contract.progressOrder, (call) =>
    moved(call, (tx, user, id) => progressOrder(tx, user, id, { to: call.body.status, ...moveOf(call) })),
  )
}

function serveLists(app: FastifyInstance): void {
  serve(app, contract.listOrders, ({ read, query }) => read((db, user) => listOrders(db, user, query)))
  serve(app, contract.countOrders, ({ read, query }) =>
    read(async (db, user) => countOrders(db, user, await narrowingOf(db, query))),
  )
  serve(app, contract.readOrder, ({ read, params }) => read((db, user) => readOrder(db, user, params.id)))
  serve(app, contract.copyOrder, ({ read, params }) => read((db, user) => copyOrder(db, user, params.id)))
  serve(app, contract.listOrderVersions, ({ read, params }) =>
    read((db, user) => listOrderVersions(db, user, params.id)),
  )
  serve(app, contract.exportOrders, ({ write, body, now }) =>
    write(async (tx, user) => {
      checkExport(user, body)
      return { jobId: await sendJob(tx, exportOrdersJob, { ...body, actorId: user.id }, { now, watchedBy: user.id }) }
    }),
  )
}

type MoveCall = Pick<Call<contract.Route>, 'write' | 'version' | 'now'> & { params: { id: Id } }
const moveOf = ({ version, now }: MoveCall) => ({ version, now })

/** Moves an order and answers with what it is now. */
const moved = ({ write, params }: MoveCall, work: (tx: Tx, user: User, id: Id) => Promise<unknown>) =>
  write(async (tx, user) => {
    await work(tx, user, params.id)
    return readOrder(tx, user, params.id)
  })
