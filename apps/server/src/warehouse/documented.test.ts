import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { testEngine } from './both-engines-for-tests.ts'

/** Ends and beginnings that docs/warehouse.md explains once for all tables. */
const common =
  /^(account_key|(order|shipment|invoice|contact|parent|owner|author|staff|user|team)_id|currency|day|.*_(e4|g|m|bp|seconds|on|at)|is_.*|valid_(from|to))$/

test('docs/warehouse.md tells of every table and column, and of none that is not there', async () => {
  const text = await readFile(new URL('../../../../docs/warehouse.md', import.meta.url), 'utf8')
  const { engine, release } = await testEngine('duckdb')
  const found = await engine.columns(
    `select table_name as name, column_name as col from information_schema.columns where table_schema = 'main' and table_name not in ('star_schema', 'feeder_cursor')`,
  )
  await release()
  const sections = new Map(
    [...text.matchAll(/\*\*((?:dim|fact|account)_\w+)\*\*(?:(?!\*\*(?:dim|fact|account)_\w+\*\*|^##)[\s\S])*/gm)].map(
      ([section, name]) => [name, section],
    ),
  )
  const names = (found.name ?? []) as string[]
  expect([...new Set(names)].filter((name) => !sections.has(name))).toEqual([])
  expect([...sections.keys()].filter((name) => !names.includes(name as string))).toEqual([])
  const views = ['dim_service', 'dim_goods', 'dim_lane', 'dim_channel', 'dim_account_history', 'account_change']
  const silent = names
    .map((name, at) => ({ name, column: String(found.col?.[at]) }))
    .filter(
      ({ name, column }) =>
        !views.includes(name) && !common.test(column) && !sections.get(name)?.includes(`\`${column}\``),
    )
  expect(silent).toEqual([])
})
