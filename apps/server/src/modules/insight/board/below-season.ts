import type { BelowSeason } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { leastMonths } from '../compute/forecast-months.ts'
import { compute } from '../compute/index.ts'
import { filled, firstOpenMonth, type Month, monthValues, specialDays } from '../forecast/months.ts'
import type { Basis } from '../frame/basis.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'

interface Series {
  service: string | null
  history: Month[]
}

/** The company and each of its services whose last whole month lies below the interval that its past let expect. */
export async function belowSeason(warehouse: Warehouse, basis: Basis, today: string, to: string | undefined) {
  const open = firstOpenMonth(today, to)
  const series = await seriesOf(warehouse, basis, open)
  const long = series.filter(({ history }) => history.length > leastMonths)
  const calendars = await calendarsOf(
    warehouse,
    long.map(({ history }) => history),
  )
  const expected = await compute('expectLast', {
    histories: long.map(({ history }) => Float64Array.from(history, ({ value }) => value)),
    calendars,
  })
  const rows = long.flatMap(({ service, history }, at): BelowSeason[] => {
    const actualE4 = history.at(-1)?.value ?? 0
    const { mean, lower } = expected[at] ?? { mean: 0, lower: 0 }
    return actualE4 < Math.round(lower) ? [{ service, actualE4, expectedE4: mean, lowerE4: lower }] : []
  })
  return {
    month: series.find(({ service }) => service === null)?.history.at(-1)?.month ?? null,
    checked: long.length,
    rows: rows.sort((one, other) => one.actualE4 - one.expectedE4 - (other.actualE4 - other.expectedE4)),
  }
}

/** Special days of each series, all of which end in the same month: asked once, for the longest. */
async function calendarsOf(warehouse: Warehouse, histories: readonly Month[][]) {
  const longest = histories.toSorted((one, other) => other.length - one.length)[0] ?? []
  const [first] = longest
  if (!first) return []
  const days = await specialDays(warehouse, first.month, longest.length)
  return histories.map(({ length }) => days.map((kind) => kind.slice(longest.length - length)))
}

async function seriesOf(warehouse: Warehouse, basis: Basis, open: string): Promise<Series[]> {
  const whole = monthValues(warehouse, basis, 'revenue')
  const ofServices = warehouse.engine.columns(
    `select x.service as service, date_trunc('month', x.day)::date::varchar as month,
            sum(x.value)::double precision as value, min(x.day)::varchar as first_on
     from  (select l.service as service, l.ordered_on as day, sum(l.amount_e4) as value
            from ${linesAndAccounts} where ${basis.within.sql} group by l.service, l.ordered_on) x
     group  by 1, 2 order by 1, 2`,
    basis.within.parameters,
  )
  const [all, found] = await Promise.all([whole, ofServices])
  const services = new Map<string, Awaited<ReturnType<typeof monthValues>>>()
  for (const [at, service] of ((found.service ?? []) as string[]).entries()) {
    const months = services.get(service) ?? []
    months.push({
      month: found.month?.[at] as string,
      value: Number(found.value?.[at]),
      firstOn: found.first_on?.[at] as string,
    })
    services.set(service, months)
  }
  return [
    { service: null, history: filled(all, open).history },
    ...[...services].map(([service, months]) => ({ service, history: filled(months, open).history })),
  ]
}
