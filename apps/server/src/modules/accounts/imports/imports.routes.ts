import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import { type FileStore, sendFile } from '../../../platform/files/index.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import { serve, type User } from '../../../platform/http/serve.ts'
import { forbidden, notFound } from '../../../platform/refusal.ts'
import { findCustomFields } from '../accounts.queries.ts'
import type { BroughtTargets } from './brought/brought-target.ts'
import { mendUnitRow } from './brought/mend-unit.ts'
import { readUnitRows } from './brought/units.ts'
import { previewFile } from './detect-import.ts'
import { faultyRowsFile } from './faulty-rows.ts'
import { refuseWithoutSource } from './forget-sources.ts'
import { mayReadContent } from './imports.policy.ts'
import { findImport, findImports, findKeptRows } from './imports.queries.ts'
import { loadWorld } from './load-world.ts'
import { mapImport, readAsMapped } from './map-import.ts'
import { mendRow, presentRow } from './mend-row.ts'
import { presentImport } from './present-import.ts'
import { cancelImport, startImport, startUndo } from './steer-import.ts'
import { suggestMapping } from './suggest-mapping.ts'
import { targetFields } from './targets/target-fields.ts'
import { lookAtUpload, receiveTable, uploadImport } from './upload-import.ts'

const PageAfter = z.strictObject({ at: z.iso.datetime(), id: contract.Id })
const RowAfter = z.strictObject({ row: z.int() })
const anyState = ['faulty', 'warned', 'duplicate', 'mended', 'skipped', 'imported']

export function serveImports(app: FastifyInstance, files: FileStore, brought: BroughtTargets): void {
  serve(app, contract.listImports, ({ read, query, now }) =>
    read(async (db, user) => {
      const after = query.cursor ? decodeCursor(PageAfter, query.cursor) : null
      const found = await findImports(db, query.limit + 1, after)
      const page = found.slice(0, query.limit)
      const last = page.at(-1)
      return {
        rows: page.map((batch) => presentImport(batch, user, now)),
        next:
          found.length > page.length && last ? encodeCursor({ at: last.created_at.toISOString(), id: last.id }) : null,
      }
    }),
  )
  serve(app, contract.uploadImport, async ({ write, request, now }) => {
    const received = await receiveTable(request, files)
    const detected = await lookAtUpload(files, received)
    return write((tx, user) => uploadImport(tx, user, received, detected, now))
  })
  const found = async ({ read, params }: { read: Reading; params: { id: string } }) => {
    const batch = await read((db) => findImport(db, params.id))
    if (!batch) throw notFound('import')
    return batch
  }
  const readable = async (call: Parameters<typeof found>[0] & { user: User }) => {
    const batch = await found(call)
    if (!mayReadContent(call.user, batch))
      throw forbidden('This file was sent by somebody else and may hold what your roles do not show you.')
    return batch
  }
  serve(app, contract.readImport, async (call) => presentImport(await found(call), call.user, call.now))
  serve(app, contract.previewImport, async (call) => {
    const batch = await readable(call)
    await refuseWithoutSource(files, batch)
    return previewFile(files.pathOf(batch.sha256), batch.bytes, call.body)
  })
  serve(app, contract.listImportFields, ({ read, params }) =>
    read(async (db) =>
      targetFields(params.target, await findCustomFields(db), brought).map((spec) => ({
        field: spec.field,
        labelZh: spec.zh,
        labelEn: spec.en,
        group: spec.group,
        kind: spec.kind,
        required: spec.required ?? false,
        isKey: spec.isKey ?? false,
        many: spec.many ?? false,
      })),
    ),
  )
  serve(app, contract.suggestMapping, async (call) => {
    const batch = await readable(call)
    const { target, hasHeader, ...reading } = call.query
    const options = { ...reading, ...(hasHeader ? { hasHeader: hasHeader === 'yes' } : {}) }
    const asWanted = Object.keys(options).length > 0
    const detected = asWanted ? await previewFile(files.pathOf(batch.sha256), batch.bytes, options) : batch.detected
    return call.read((db) => suggestMapping(db, { ...batch, detected }, target, brought))
  })
  serve(app, contract.mapImport, async (call) => {
    const read = await readAsMapped(files, await found(call), call.body, brought)
    return call.write((tx, user) => mapImport(tx, user, call.params.id, call.body, read, call.now, brought))
  })
  serve(app, contract.listImportRows, async (call) => {
    const batch = await readable(call)
    const { cursor, limit, state } = call.query
    const after = cursor ? decodeCursor(RowAfter, cursor).row : 0
    const rows = await call.read((db) =>
      findKeptRows(db, batch.id, { states: state === 'any' ? anyState : [state], after, limit: limit + 1 }),
    )
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: page.map(presentRow),
      next: rows.length > page.length && last ? encodeCursor({ row: Number(last.row_number) }) : null,
    }
  })
  serve(
    app,
    contract.mendImportRow,
    async (call) => {
      const batch = await found(call)
      const others = batch.options && brought[batch.options.target]
      if (others) {
        await refuseWithoutSource(files, batch)
        const table = await readUnitRows(files.pathOf(batch.sha256), batch)
        const { id, rowNumber } = call.params
        return call.write((tx, user) =>
          mendUnitRow(tx, user, { target: others, table, now: call.now }, id, rowNumber, call.version, call.body),
        )
      }
      const world = await loadWorld(call.database, call.user, call.now)
      return call.write((tx, user) =>
        mendRow(tx, user, world, call.params.id, call.params.rowNumber, call.version, call.body),
      )
    },
    { bodyLimit: 20 * 1024 * 1024 },
  )
  serve(app, contract.downloadFaultyRows, async (call) => {
    const batch = await readable(call)
    const { format } = call.query
    const mediaType =
      format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    const name = `${batch.file_name.replace(/\.\w{1,5}$/, '')}-faulty.${format}`
    return sendFile(call.reply, {
      name,
      mediaType,
      content: faultyRowsFile(call.database, call.user, batch, call.query),
    })
  })
  serve(app, contract.runImport, ({ write, params, now }) =>
    write((tx, user) => startImport(tx, user, params.id, now, brought)),
  )
  serve(app, contract.cancelImport, ({ write, params, now }) =>
    write((tx, user) => cancelImport(tx, user, params.id, now)),
  )
  serve(app, contract.undoImport, ({ write, params, now }) => write((tx, user) => startUndo(tx, user, params.id, now)))
}

type Reading = <T>(work: (db: Db) => Promise<T>) => Promise<T>
