import { ServiceKind } from '@quayside/contract'
import { expect } from 'vitest'
import type { Database } from '../platform/database.ts'
import { accountMonths, monthColumns } from './account-months.ts'
import { lineDaysIn, promiseDaysIn } from './days-code.ts'
import type { Engine } from './engine.ts'
import { servicesIn } from './order-totals.ts'
import { serviceColumns, serviceMonths } from './service-months.ts'
import { accounts, lines, type SourceTable, sources } from './source-tables.ts'

/** Tables of the warehouse as text. */
export async function contentsOf(engine: Engine): Promise<Record<string, string>> {
  const promises = [await promisesInWarehouse(engine, 'is_order'), await promisesInWarehouse(engine, 'is_service')]
  const contents: Record<string, string> = {
    fact_order_total: (await sumsInWarehouse(engine)).join('\n'),
    fact_account_month: (await monthsIn(engine, 'fact_account_month', monthColumns)).join('\n'),
    fact_service_month: (await monthsIn(engine, 'fact_service_month', serviceColumns)).join('\n'),
    fact_order_promise: promises.flat().join('\n'),
  }
  for (const source of sources) contents[source.into] = (await rowsInWarehouse(engine, source)).join('\n')
  const found = await engine.columns(
    `select concat_ws(' ', account_key::varchar, owner_id::varchar, team_id::varchar, is_gone::varchar) as row from dim_account order by account_key`,
  )
  return { ...contents, reach: (found.row ?? []).join('\n') }
}

/** Every row of every table as text, of the source and of the warehouse, must be the same. Erased accounts are left in it as gone. */
export async function expectSame(database: Database, engine: Engine): Promise<void> {
  for (const source of sources) {
    const there = await rowsInSource(database, source)
    expect({ [source.into]: await rowsInWarehouse(engine, source) }).toEqual({ [source.into]: there })
  }
  await expectCodes(engine)
  await expectSums(database, engine)
}

/** The small numbers of lines and promises say what the columns beside them say, or nothing. */
async function expectCodes(engine: Engine): Promise<void> {
  const found = await engine.columns(
    `select service, service_no, days_code, (delivered_on - ordered_on)::integer as taken, (delivered_on - promised_on)::integer as off,
            case when promised_on is null then 0 else 1 end as promised from fact_order_line`,
  )
  const at = (column: string, row: number) => found[column]?.[row] as number | null
  for (const row of (found.service ?? []).keys()) {
    const [taken, off, code] = [at('taken', row), at('off', row), at('days_code', row)]
    expect(ServiceKind.options[at('service_no', row) as number]).toBe(found.service?.[row])
    const isTold = taken === null ? at('promised', row) === 0 : taken < 62 && Math.abs(off ?? 0) < 32
    expect({ taken, off, isTold: code !== null }).toEqual({ taken, off, isTold })
    if (code !== null) expect(lineDaysIn(code)).toEqual({ taken: taken !== null && taken < 0 ? null : taken, off })
  }
  const promises = await engine.columns(
    `select services, service_no, days_code, is_delivered, latest_days, earliest_days from fact_order_promise`,
  )
  for (const [row, services] of (promises.services ?? []).entries()) {
    const code = promises.days_code?.[row] as number | null
    const [latest, earliest] = [promises.latest_days?.[row], promises.earliest_days?.[row]]
    const names = servicesIn(Number(services))
    const only = promises.service_no?.[row] as number | null
    expect(only === null ? null : ServiceKind.options[only]).toBe(names.length === 1 ? names[0] : null)
    const fits = [latest, earliest].every((days) => Math.abs(Number(days)) < 32)
    expect({ latest, earliest, isTold: code !== null }).toEqual({
      latest,
      earliest,
      isTold: promises.is_delivered?.[row] === true && fits,
    })
    if (code !== null) expect(promiseDaysIn(code)).toEqual({ latest, earliest })
  }
}

/** Sums that the feeder keeps, against those of the source's lines. */
async function expectSums(database: Database, engine: Engine): Promise<void> {
  const there = await database.owner.query<{ row: string }>(
    `select concat_ws(' · ', order_id, account_id, ordered_on, currency, count(*), count(*) filter (where amount_e4 >= 0), count(cost_e4),
            sum(amount_e4), coalesce(sum(amount_e4) filter (where amount_e4 < 0), 0),
            coalesce(sum(amount_e4) filter (where cost_e4 is not null), 0), coalesce(sum(cost_e4), 0), coalesce(sum(weight_g), 0), string_agg(distinct service, ' ' order by service),
            case when count(*) over (partition by order_id) > 1 then 'in parts' else 'whole' end) as row
     from order_lines group by order_id, account_id, ordered_on, currency`,
  )
  expect({ fact_order_total: await sumsInWarehouse(engine) }).toEqual({
    fact_order_total: there.rows.map(({ row }) => row).sort(),
  })
  await expectPromises(database, engine)
  expect({ fact_account_month: await monthsIn(engine, 'fact_account_month', monthColumns) }).toEqual({
    fact_account_month: await monthsIn(engine, `(${accountMonths('fact_order_total t')})`, monthColumns),
  })
  expect({ fact_service_month: await monthsIn(engine, 'fact_service_month', serviceColumns) }).toEqual({
    fact_service_month: await monthsIn(engine, `(${serviceMonths('fact_order_line l')})`, serviceColumns),
  })
}

/** As the feeder keeps them, or from all orders or lines. */
async function monthsIn(engine: Engine, from: string, columns: readonly string[]): Promise<string[]> {
  const found = await engine.columns(`select ${asText(columns.map((column) => `m.${column}`))} as row from ${from} m`)
  return ((found.row ?? []) as string[]).sort()
}

async function sumsInWarehouse(engine: Engine): Promise<string[]> {
  const found = await engine.columns(
    `select concat_ws(' · ', t.order_id::varchar, d.account_id::varchar, t.ordered_on::varchar, t.currency, t.lines::varchar,
            t.forward_lines::varchar, t.costed_lines::varchar, t.amount_e4::varchar, t.back_e4::varchar, t.costed_e4::varchar,
            t.cost_e4::varchar, t.weight_g::varchar) as row, t.services as services,
            case when t.in_parts then 'in parts' else 'whole' end as parts
     from fact_order_total t join dim_account d on d.account_key = t.account_key`,
  )
  return ((found.row ?? []) as string[])
    .map((row, at) => `${row} · ${servicesIn(Number(found.services?.[at])).sort().join(' ')} · ${found.parts?.[at]}`)
    .sort()
}

/** Rows that stand for a service, and those that stand for an order. */
const standings = { is_service: ', l.service', is_order: '' } as const
type Standing = keyof typeof standings

/** Each worked out of the source's lines alone. */
async function expectPromises(database: Database, engine: Engine): Promise<void> {
  for (const stands of Object.keys(standings) as Standing[]) {
    const there = await database.owner.query<{ row: string }>(
      `select concat_ws(' · ', l.order_id, l.account_id, l.ordered_on, l.currency, string_agg(distinct l.service, ' ' order by l.service),
              count(*) filter (where l.delivered_on is null) = 0, coalesce(max(l.delivered_on)::text, '-'),
              coalesce(max(l.delivered_on - l.promised_on)::text, '-'), coalesce(min(l.delivered_on - l.promised_on)::text, '-'),
              coalesce((max(l.promised_on) filter (where l.delivered_on is null))::text, '-'),
              (select count(distinct (p.account_id, p.ordered_on, p.currency)) > 1 from order_lines p where p.order_id = l.order_id)) as row
       from   order_lines l where l.promised_on is not null
       group  by l.order_id, l.account_id, l.ordered_on, l.currency ${standings[stands]}`,
    )
    expect({ [stands]: await promisesInWarehouse(engine, stands) }).toEqual({
      [stands]: there.rows.map(({ row }) => row).sort(),
    })
  }
}

async function promisesInWarehouse(engine: Engine, stands: Standing): Promise<string[]> {
  const found = await engine.columns(
    `select concat_ws(' · ', t.order_id::varchar, d.account_id::varchar, t.ordered_on::varchar, t.currency) as head, t.services as services,
            concat_ws(' · ', case when t.is_delivered then 't' else 'f' end, coalesce(t.last_delivered_on::varchar, '-'),
                      coalesce(t.latest_days::varchar, '-'), coalesce(t.earliest_days::varchar, '-'),
                      coalesce(t.awaited_on::varchar, '-'), case when t.in_parts then 't' else 'f' end) as tail
     from   fact_order_promise t join dim_account d on d.account_key = t.account_key where t.${stands}`,
  )
  return ((found.head ?? []) as string[])
    .map((head, at) => `${head} · ${servicesIn(Number(found.services?.[at])).sort().join(' ')} · ${found.tail?.[at]}`)
    .sort()
}

async function rowsInSource(database: Database, source: SourceTable): Promise<string[]> {
  const { columns, from } = source
  const repeats = source === lines ? ['o.channel', 'o.status'] : []
  const values = [...Object.values(columns).map(([type, value]) => `(${value})::${type}`), ...repeats]
  const join = repeats.length > 0 ? 'join orders o on o.id = t.order_id' : ''
  const where = columns.removed ? `not (${columns.removed[1]})` : source === accounts ? 't.deleted_at is null' : 'true'
  const found = await database.owner.query<{ row: string }>(
    `select ${asText(values.filter((_, at) => Object.keys(columns)[at] !== 'removed'))} as row from ${from} ${join} where ${where}`,
  )
  return found.rows.map(({ row }) => row).sort()
}

async function rowsInWarehouse(engine: Engine, source: SourceTable): Promise<string[]> {
  const { columns, into, lookUp } = source
  const own = Object.keys(columns).filter((column) => column !== 'removed')
  const ofAccount = source !== accounts && own.includes('account_id')
  const values = [
    ...own.map((column) => (column === 'account_id' && ofAccount ? 'd.account_id' : `t.${column}`)),
    ...(lookUp?.columns.map((column) => `t.${column}`) ?? []),
  ]
  const found = await engine.columns(
    `select ${asText(values)} as row from ${into} t ${ofAccount ? 'join dim_account d on d.account_key = t.account_key' : ''}
     where ${source === accounts ? 'not t.is_gone' : 'true'}`,
  )
  return ((found.row ?? []) as string[]).sort()
}

const asText = (values: readonly string[]) =>
  values.map((value) => `coalesce(cast(${value} as varchar), '∅')`).join(` || ' · ' || `)

/** An engine that fails at a statement, by default the last of a load, after every row was written. */
export function dyingAt(
  engine: Engine,
  dies: (sql: string) => boolean = (sql) => sql.startsWith('insert into feeder_cursor'),
): Engine {
  return before(engine, async (sql) => {
    if (dies(sql)) throw new Error('power cut')
  })
}

/** An engine before each of whose written statements something else happens. */
export function before(engine: Engine, happens: (sql: string) => Promise<void>): Engine {
  return {
    ...engine,
    write: (work) =>
      engine.write((writer) =>
        work({
          ...writer,
          run: async (sql, parameters) => {
            await happens(sql)
            return writer.run(sql, parameters)
          },
        }),
      ),
  }
}
