import { type PivotDimension, type PivotMeasure, pivot } from '@quayside/contract'
import type { Db } from '../../../platform/database.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { basisOf } from '../frame/basis.ts'
import { onlyThose } from '../frame/dimensions.ts'
import { nameAccounts } from '../frame/name-accounts.ts'
import { type Narrowed, notGiven } from '../frame/narrow.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'
import { answered } from '../frame/serve-analysis.ts'
import { arrangePivot, refuseTooMany } from './arrange-pivot.ts'
import { pivotReport } from './pivot-report.ts'
import { statementOf } from './statement-of.ts'

const namesIn = <Name extends string>(text: string) => (text === '' ? [] : text.split(',')) as Name[]

export const pivotAnalysis = answered(pivot, {
  answer: async ({ warehouse, query, beholder, read }) => {
    const { rows: asRows, columns: asColumns, measures: asMeasures, only, sort, ...filter } = query
    const [rows, columns] = [namesIn<PivotDimension>(asRows), namesIn<PivotDimension>(asColumns)]
    const wanted = namesIn<PivotMeasure>(asMeasures)
    const basis = await basisOf(warehouse, filter, beholder)
    const { within } = basis
    const those = onlyThose(only)
    const narrowed = {
      sql: `${within.sql} and ${those.sql}`,
      parameters: { ...within.parameters, ...those.parameters },
    }
    const statement = statementOf({ rows, columns, wanted, condition: narrowed.sql })
    const found = await warehouse.engine.columns(statement, narrowed.parameters)
    refuseTooMany((found.m0?.length ?? 0) * wanted.length)
    const arranged = arrangePivot(found, { rows, columns, measures: wanted.length, sort })
    const keys = (dimension: PivotDimension) => [
      ...keysOf(arranged.rowKeys, rows.indexOf(dimension)),
      ...keysOf(arranged.columnKeys, columns.indexOf(dimension)),
    ]
    return {
      basis: { ...basis.told(), ...(only ? await populationOf(warehouse, narrowed) : {}) },
      rows,
      columns,
      measures: wanted,
      ...arranged,
      names: await read((db) => namesOf(db, keys)),
    }
  },
  report: pivotReport,
})

/** Over whom the table is, once it was narrowed to some values. */
async function populationOf({ engine }: Warehouse, { sql, parameters }: Narrowed) {
  const found = await engine.columns(
    `select count(*)::integer as lines, count(distinct l.account_key)::integer as accounts from ${linesAndAccounts} where ${sql}`,
    parameters,
  )
  return { lines: Number(found.lines?.[0]), accounts: Number(found.accounts?.[0]) }
}

const keysOf = (paths: readonly string[][], level: number): string[] =>
  level < 0
    ? []
    : ([
        ...new Set(paths.map((path) => path[level]).filter((key) => key !== undefined && key !== notGiven)),
      ] as string[])

/** What has an id is named through the row policies. */
async function namesOf(db: Db, keys: (dimension: PivotDimension) => string[]) {
  const accounts = await nameAccounts(db, keys('account'))
  const owners = keys('owner')
  const teams = keys('team')
  const people =
    owners.length > 0 ? await db.selectFrom('users').select(['id', 'name']).where('id', 'in', owners).execute() : []
  const groups =
    teams.length > 0 ? await db.selectFrom('teams').select(['id', 'name']).where('id', 'in', teams).execute() : []
  const named = (list: readonly { id: string; name: string }[]) =>
    Object.fromEntries(list.map(({ id, name }) => [id, name]))
  return {
    ...(accounts.size > 0 ? { account: named([...accounts.values()]) } : {}),
    ...(people.length > 0 ? { owner: named(people) } : {}),
    ...(groups.length > 0 ? { team: named(groups) } : {}),
  }
}
