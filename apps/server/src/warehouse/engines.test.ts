import { expect, test } from 'vitest'
import { bothEngines, testEngine } from './both-engines-for-tests.ts'
import { calendarColumns, calendarRows } from './calendar-rows.ts'
import { distribution } from './distribute.ts'
import type { Engine } from './engine.ts'
import { numbered } from './postgres-values.ts'

const schemaOf = (engine: Engine, schema: string) =>
  engine.columns(
    `select table_name as at, column_name as col, ordinal_position::integer as place, is_nullable = 'YES' as empty,
            case data_type when 'DECIMAL(18,4)' then 'numeric' when 'INTEGER' then 'integer' when 'VARCHAR' then 'character varying'
              when 'TIMESTAMP' then 'timestamp without time zone' else lower(data_type) end as kind
     from   information_schema.columns where table_schema = '${schema}' and table_name <> 'star_schema'
     order  by table_name collate "C", ordinal_position`.replace(
      'collate "C"',
      engine.name === 'duckdb' ? '' : 'collate "C"',
    ),
  )

test('both engines hold the same tables with the same columns', async () => {
  const [duckdb, postgres] = [await testEngine('duckdb'), await testEngine('postgres')]
  const [here, there] = [await schemaOf(duckdb.engine, 'main'), await schemaOf(postgres.engine, 'warehouse')]
  expect(new Set(here.at)).toContain('fact_inventory_snapshot')
  expect(there).toEqual(here)
  await duckdb.release()
  await postgres.release()
})

bothEngines((_, open) => {
  test('columns of numbers come whole, whichever kind they are and wherever one is missing', async () => {
    const engine = await open()
    const sql = `select n::integer as int, (n / 4.0)::double precision as real, n::bigint * 3000000000 as big,
                        case when mod(n, 3) <> 0 then n::integer end as gaps, case when n < 2050 then (n / 8.0)::double precision end as ends,
                        null::integer as nothing
                 from generate_series(1, 5000) s (n) order by n`
    const found = await engine.numbers<string>(sql)
    const expected = await engine.columns(sql)
    for (const [name, values] of Object.entries(expected))
      expect({ [name]: [...(found[name] ?? [])] }).toEqual({
        [name]: values.map((value) => Number(value ?? Number.NaN)),
      })
    expect((await engine.numbers<'none'>('select 1::integer as none where false')).none).toHaveLength(0)
  })

  test('values come to JavaScript as the same kinds', async () => {
    const engine = await open()
    const found = await engine.columns(
      `select 1::integer as int, 2::bigint as big, sum(x) as whole, count(*) as n, 1.5::decimal(18, 4) as dec, sum(0.25::decimal(18, 4)) as dsum,
              avg(x) as mean, percentile_cont(0.5) within group (order by x) as middle, 0.1::double as real, true as yes, null::varchar as nothing,
              date '2026-02-17' as day, date '2026-02-17' - 17 as earlier, date_trunc('month', date '2026-02-17')::date::varchar as month,
              timestamp '2026-02-17 08:00:00.25' as moment, $name as name, $least::bigint as least, '$name' as quoted
       from   (select * from (values (1::bigint), (2), (6)) v (x)) w where x >= $least::bigint`,
      { name: "it's $least", least: 2 },
    )
    expect(found).toEqual({
      int: [1],
      big: [2n],
      whole: [8n],
      n: [2n],
      dec: [1.5],
      dsum: [0.5],
      mean: [4],
      middle: [4],
      real: [0.1],
      yes: [true],
      nothing: [null],
      day: [new Date('2026-02-17T00:00:00Z')],
      earlier: [new Date('2026-01-31T00:00:00Z')],
      month: ['2026-02-01'],
      moment: [new Date('2026-02-17T08:00:00.250Z')],
      name: ["it's $least"],
      least: [2n],
      quoted: ['$name'],
    })
  })

  test('a reader sees nothing of a write until it is done, and nothing of one that failed', async () => {
    const engine = await open()
    const count = async () => (await engine.columns('select count(*)::integer as n from feeder_cursor')).n
    const insert = `insert into feeder_cursor values (1, 's', 'x', timestamp '2026-01-01 00:00:00', '{}')`
    await engine.write(async ({ run }) => {
      await run(insert)
      expect(await count()).toEqual([0])
    })
    expect(await count()).toEqual([1])
    const failed = engine.write(async ({ run }) => {
      await run('delete from feeder_cursor')
      await run('select nonsense')
    })
    await expect(failed).rejects.toThrow('nonsense')
    expect(await count()).toEqual([1])
  })

  test('every day from 2000 to 2040 has its place in the calendar of China', async () => {
    const engine = await open()
    await engine.write(({ run, take }) =>
      take(calendarRows(), calendarColumns, async (from) => {
        const columns = Object.keys(calendarColumns).join(', ')
        await run(`insert into dim_date (${columns}) select ${columns} from ${from} s`)
      }),
    )
    const all = await engine.columns(
      `select count(*)::integer as days, count(distinct day)::integer as apart, (max(day) - min(day))::integer as span,
              min(extract(isodow from day) - weekday)::integer + max(extract(week from day) - iso_week)::integer as off from dim_date`,
    )
    expect(all).toEqual({ days: [14_976], apart: [14_976], span: [14_975], off: [0] })
    const days = await engine.columns(
      `select day::varchar as day, holiday_zh, is_workday, lunar_month::integer as m, lunar_day::integer as d, is_leap_month as leap,
              spring_festival_offset::integer as o, iso_week::integer as w
       from   dim_date where day in (date '2026-02-14', date '2026-02-17', date '2025-07-25', date '2021-01-01', date '2033-12-22') order by 1`,
    )
    expect(days).toEqual({
      day: ['2021-01-01', '2025-07-25', '2026-02-14', '2026-02-17', '2033-12-22'],
      holiday_zh: ['元旦', null, '春节', '春节', null],
      is_workday: [false, true, true, false, true],
      m: [11, 6, 12, 1, 11],
      d: [18, 1, 27, 1, 1],
      leap: [false, true, false, false, true],
      o: [-42, 177, -3, 0, -59],
      w: [53, 30, 7, 8, 51],
    })
    const festivals = await engine.columns(
      `select day::varchar as day from dim_date where spring_festival_offset = 0 and year between 2024 and 2028 order by 1`,
    )
    expect(festivals.day).toEqual(['2024-02-10', '2025-01-29', '2026-02-17', '2027-02-06', '2028-01-26'])
  })
})

test('Citus is told how to spread the tables, and no other server is', () => {
  const tables = ['account_change', 'dim_account', 'fact_order', 'feeder_cursor']
  expect(distribution(tables, false)).toEqual([])
  expect(distribution(tables, true)).toEqual([
    `select create_reference_table('dim_account')`,
    `select create_distributed_table('account_change', 'account_key')`,
    `select create_distributed_table('fact_order', 'account_key')`,
  ])
})

test.each([
  ['select $absent', {}, 'No value was given for $absent.'],
  ['select $list', { list: new Date() as never }, '$list must be text, a number, a truth value or nothing.'],
])('%s is refused', (sql, parameters, why) => {
  expect(() => numbered(sql, parameters)).toThrow(why)
})
