import {
  type listTariffs as listRoute,
  type listTariffRates,
  Surcharge,
  type Tariff,
  type TariffRow,
} from '@quayside/contract'
import { z } from 'zod'
import { companyDay } from '../../platform/company-day.ts'
import type { Db } from '../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { Id } from '../../platform/ids.ts'
import { notFound } from '../../platform/refusal.ts'
import { rateRow } from './price-for.ts'
import {
  findRates,
  findTariff,
  findTariffs,
  findVersions,
  type TariffRecord,
  type VersionRecord,
} from './tariffs.queries.ts'

const Offset = z.strictObject({ offset: z.int().min(0).max(1_000_000) })

export async function listTariffs(db: Db, query: z.output<(typeof listRoute)['query']>, now: Date) {
  const { cursor, limit, ...wanted } = query
  const offset = cursor ? decodeCursor(Offset, cursor).offset : 0
  const search = query.search?.trim() || undefined
  const found = await findTariffs(db, await companyDay(db, now), { ...wanted, search, offset, limit: limit + 1 })
  return {
    rows: found.slice(0, limit).map(presentRow),
    next: found.length > limit ? encodeCursor({ offset: offset + limit }) : null,
    total: found[0]?.total ?? 0,
  }
}

export async function readTariff(db: Db, id: Id, now: Date): Promise<Tariff> {
  const today = await companyDay(db, now)
  const row = await findTariff(db, today, id)
  if (!row) throw notFound('tariff')
  return {
    ...presentRow(row),
    note: row.note,
    versions: (await findVersions(db, today, id)).map(presentVersion),
    version: row.version,
    can: { change: row.may_change },
  }
}

const Line = z.strictObject({ line: z.int() })

export async function listRates(db: Db, id: Id, no: number, query: z.output<(typeof listTariffRates)['query']>) {
  const { cursor, limit, service } = query
  const after = cursor ? decodeCursor(Line, cursor).line : 0
  const search = query.search?.trim() || undefined
  const found = await findRates(db, { tariffId: id, no, search, service, after, limit: limit + 1 })
  const last = found[limit - 1]
  return {
    rows: found.slice(0, limit).map(rateRow),
    next: found.length > limit && last ? encodeCursor({ line: last.line_no }) : null,
  }
}

const presentRow = (row: TariffRecord): TariffRow => ({
  id: row.id,
  kind: row.kind,
  code: row.code,
  name: row.name,
  account:
    row.account_id && row.account_number !== null && row.account_name !== null
      ? { id: row.account_id, number: row.account_number, name: row.account_name }
      : null,
  carrier: row.carrier,
  no: row.no,
  versionId: row.version_id,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  currency: row.currency,
  priority: row.priority,
  rates: row.rates,
  state: row.state,
  updatedAt: row.updated_at.toISOString(),
})

const presentVersion = (row: VersionRecord): Tariff['versions'][number] => ({
  ...replacedOf(row),
  id: row.id,
  no: row.no,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  currency: row.currency,
  priority: row.priority,
  dimensionalCm3PerKg: row.dimensional_cm3_per_kg,
  weightStepG: row.weight_step_g,
  minimumE4: row.minimum_e4,
  nextBreak: row.next_break,
  surcharges: z.array(Surcharge).parse(row.surcharges),
  note: row.note,
  rates: row.rates,
  sourceFile: row.source_file,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  withdrawnBy: row.withdrawn_by,
  withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
})

const replacedOf = ({ state, replaced_by }: VersionRecord) =>
  replaced_by !== null && (state === 'inForce' || state === 'coming')
    ? { state: 'replaced' as const, replacedBy: replaced_by }
    : { state, replacedBy: null }
