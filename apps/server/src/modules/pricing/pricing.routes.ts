import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { type FileStore, receiveFile, sendFile } from '../../platform/files/index.ts'
import { serve, type User } from '../../platform/http/serve.ts'
import { forbidden } from '../../platform/refusal.ts'
import { checkCard } from './check-card.ts'
import { priceFor } from './price-for.ts'
import { looksLikeCard } from './rate-columns.ts'
import { readCard } from './rate-table.ts'
import { ratesFile } from './rates-file.ts'
import { listRates, listTariffs, readTariff } from './read-tariffs.ts'
import { findRates } from './tariffs.queries.ts'
import { addVersion, changeTariff, createTariff, restoreVersion, withdrawVersion } from './write-tariffs.ts'

/** 20,000 rows of usual length are about 4 MB. */
const limitBytes = 16 * 1024 * 1024

export function pricingRoutes(app: FastifyInstance, files: FileStore): void {
  serve(app, contract.listTariffs, ({ read, query, now }) => read((db) => listTariffs(db, query, now)))
  serve(app, contract.readTariff, ({ read, params, user, now }) => {
    refuseBlind(user)
    return read((db) => readTariff(db, params.id, now))
  })
  serve(
    app,
    contract.createTariff,
    ({ write, body, user, now }) => {
      refuseUnwritten(user)
      return write((tx) => createTariff(tx, user, body, now))
    },
    { bodyLimit: limitBytes },
  )
  serve(app, contract.changeTariff, ({ write, params, version, body, user, now }) => {
    refuseUnwritten(user)
    return write((tx) => changeTariff(tx, user, params.id, version, body, now))
  })
  serve(
    app,
    contract.addTariffVersion,
    ({ write, params, body, user, now }) => {
      refuseUnwritten(user)
      return write((tx) => addVersion(tx, user, params.id, body, now))
    },
    { bodyLimit: limitBytes },
  )
  serve(app, contract.withdrawTariffVersion, ({ write, params, user, now }) => {
    refuseUnwritten(user)
    return write((tx) => withdrawVersion(tx, user, params.id, params.no, now))
  })
  serve(app, contract.restoreTariffVersion, ({ write, params, user, now }) => {
    refuseUnwritten(user)
    return write((tx) => restoreVersion(tx, user, params.id, params.no, now))
  })
  serve(app, contract.listTariffRates, ({ read, params, query, user, now }) => {
    refuseBlind(user)
    return read(async (db) => {
      await readTariff(db, params.id, now)
      return listRates(db, params.id, params.no, query)
    })
  })
  serve(app, contract.exportTariffRates, ({ read, params, query, user, reply, now }) => {
    if (!user.rights.categories.finance.export) throw forbidden('Your roles do not let you export prices.')
    return read(async (db) => {
      const tariff = await readTariff(db, params.id, now)
      const rates = await findRates(db, { tariffId: params.id, no: params.no, after: 0, limit: contract.ratesAtMost })
      const currency = tariff.versions.find(({ no }) => no === params.no)?.currency ?? tariff.currency
      const name = `${tariff.code.replaceAll(/[^\w.-]+/g, '_')}-${params.no}.${query.format}`
      return sendFile(reply, {
        name,
        mediaType:
          query.format === 'csv'
            ? 'text/csv; charset=utf-8'
            : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        content: ratesFile(rates, currency, query.format, user.locale === 'en' ? 'en' : 'zh'),
      })
    })
  })
  serve(app, contract.checkRateCard, async ({ request, user }) => {
    refuseBlind(user)
    const received = await receiveFile(request, files, { limitBytes })
    return checkCard(await readCard(files, received.sha256, looksLikeCard), received.name)
  })
  serve(app, contract.askPrice, ({ read, body, user }) => {
    refuseBlind(user)
    return read((db) => priceFor(db, body))
  })
}

/** Prices are finance. */
function refuseBlind(user: User): void {
  if (!user.rights.categories.finance.read) throw forbidden('Your roles do not let you see prices.')
}
function refuseUnwritten(user: User): void {
  if (!user.rights.categories.finance.write) throw forbidden('Your roles do not let you write prices.')
}
