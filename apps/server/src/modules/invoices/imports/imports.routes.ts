import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { type FileStore, receiveFile } from '../../../platform/files/index.ts'
import { serve } from '../../../platform/http/serve.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'
import { listMoneyImports, lookThrough, mapImport, startImport, takeImport, undoImport } from './money-imports.ts'

const limitBytes = 64 * 1024 * 1024

export function serveMoneyImports(app: FastifyInstance, files: FileStore): void {
  serve(app, contract.uploadMoney, async ({ request, user, query, write, now }) => {
    refuseWithoutFinance(user)
    const file = await receiveFile(request, files, { limitBytes })
    return write((tx) => startImport(tx, user, query.kind, file, files, now))
  })
  serve(app, contract.listMoneyImports, ({ read }) => read(listMoneyImports))
  serve(app, contract.readMoneyImport, ({ read, params, now }) =>
    read((db, user) => lookThrough(db, user, params.id, files, now)),
  )
  serve(app, contract.mapMoneyImport, ({ write, params, version, body, now }) =>
    write((tx, user) => mapImport(tx, user, params.id, version, body.columns, files, now)),
  )
  serve(app, contract.takeMoneyImport, ({ write, params, version, now }) =>
    write((tx, user) => takeImport(tx, user, params.id, version, files, now)),
  )
  serve(app, contract.undoMoneyImport, ({ user, params, now }) => undoImport(app.http.database, user, params.id, now))
}
