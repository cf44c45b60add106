import * as contract from '@quayside/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readAsOwner, writeAsOwner } from '../../../platform/database.ts'
import type { FileStore } from '../../../platform/files/index.ts'
import { serve } from '../../../platform/http/serve.ts'
import { notFound, Refusal } from '../../../platform/refusal.ts'
import { changeCalendar, changeCompany, replaceLogo } from './change-company.ts'
import { readCalendar, readCompany } from './company.queries.ts'
import { changeCustomField, createCustomField, listCustomFields, orderCustomFields } from './custom-fields.ts'
import { holidaysOf } from './holidays.ts'
import { listEvents } from './list-events.ts'
import { checkPicture, logoBytesAtMost, type Picture, tooLarge } from './picture.ts'
import { changeStorageLimits, listStorageUse, readStorage } from './storage.ts'

export function settingsRoutes(app: FastifyInstance): void {
  serve(app, contract.readCompany, ({ read }) => read(readCompany))
  serve(app, contract.changeCompany, ({ write, version, body, now }) =>
    write((tx, user) => changeCompany(tx, user, version, body, now)),
  )
  serve(app, contract.uploadLogo, async ({ write, request, now }) => {
    const logo = await uploadedPicture(request)
    return write((tx, user) => replaceLogo(tx, user, logo, now))
  })
  serve(app, contract.removeLogo, async ({ write, now }) => {
    await write((tx, user) => replaceLogo(tx, user, null, now))
  })
  serve(app, contract.readLogo, async ({ reply }) => {
    const company = await readAsOwner(app.http.database, (db) =>
      db.selectFrom('company').select(['logo', 'logo_type']).executeTakeFirst(),
    )
    if (!company?.logo || !company.logo_type) throw notFound('logo')
    // Opened by itself a picture is a document: it must neither run nor fetch.
    return reply
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type(company.logo_type)
      .send(company.logo)
  })

  serve(app, contract.readCalendar, ({ read }) => read(readCalendar))
  serve(app, contract.changeCalendar, ({ write, version, body, now }) =>
    write((tx, user) => changeCalendar(tx, user, version, body, now)),
  )
  serve(app, contract.listHolidays, async ({ query }) => holidaysOf(query.year, query.country))

  serve(app, contract.listCustomFields, ({ read, query }) => read((db) => listCustomFields(db, query)))
  serve(app, contract.createCustomField, ({ write, body, now }) =>
    write((tx, user) => createCustomField(tx, user, body, now)),
  )
  serve(app, contract.changeCustomField, ({ write, params, version, body, now }) =>
    write((tx, user) => changeCustomField(tx, user, params.id, version, body, now)),
  )
  serve(app, contract.orderCustomFields, ({ write, body, now }) =>
    write((tx, user) => orderCustomFields(tx, user, body.subject, body.ids, now)),
  )

  serve(app, contract.listEvents, ({ read, query }) => read((db, user) => listEvents(db, user, query)))
}

/** How much room files take up, and may. */
export function storageRoutes(app: FastifyInstance, files: FileStore): void {
  const { database } = app.http
  serve(app, contract.readStorage, async ({ user }) => {
    const disk = await files.room()
    return readAsOwner(database, (db) => readStorage(db, user, disk))
  })
  serve(app, contract.listStorageUse, ({ user, query }) =>
    readAsOwner(database, (db) => listStorageUse(db, user, query)),
  )
  serve(app, contract.changeStorageLimits, async ({ user, version, body, now }) => {
    const disk = await files.room()
    return writeAsOwner(database, (tx) => changeStorageLimits(tx, user, version, body, { disk, now }))
  })
}

async function uploadedPicture(request: FastifyRequest): Promise<Picture> {
  if (!request.isMultipart()) throw new Refusal('fileMissing', 422, 'Send the picture as multipart form field "file".')
  const file = await request.file({ limits: { fileSize: logoBytesAtMost, files: 1 }, throwFileSizeLimit: false })
  if (!file) throw new Refusal('fileMissing', 422, 'Send the picture as multipart form field "file".')
  const bytes = await file.toBuffer()
  if (file.file.truncated) throw tooLarge()
  return checkPicture(bytes)
}
