import { type ServiceBy, type ServicePart, serviceKpis } from '@quayside/contract'
import { companyDay } from '../../../platform/company-day.ts'
import { accountIds } from '../customers/account-ids.ts'
import { basisOfAll } from '../frame/basis.ts'
import { nameAccounts } from '../frame/name-accounts.ts'
import { type Asked, answered } from '../frame/serve-analysis.ts'
import { visibleTo } from '../frame/visible-to.ts'
import { aimOf, readTargets, standingsOf, stateOfTargets } from '../targets/standings.ts'
import { stateOfTerms, termsOfAll } from './definitions.queries.ts'
import { serviceReport } from './service-report.ts'
import { shipmentService, sightOfShipments } from './shipment-service.ts'
import { daysAt, joined, talliesOf } from './tallies.ts'
import type { Tally } from './tally.ts'

const rest = '*'

export const serviceAnalysis = answered(serviceKpis, {
  // Whoever sees the same orders may see other shipments.
  besides: ({ read, now, beholder }) =>
    read(async (db) => [
      visibleTo(beholder, sightOfShipments),
      await stateOfTerms(db),
      await stateOfTargets(db),
      await companyDay(db, now),
    ]),
  answer: async ({ warehouse, query, beholder, read, now }) => {
    const { by, limit, ...filter } = query
    const { terms, judgedOn, aimed } = await read(async (db) => ({
      terms: await termsOfAll(db),
      judgedOn: await companyDay(db, now),
      aimed: await readTargets(db, filter),
    }))
    const basis = await basisOfAll(warehouse, filter, beholder)
    const parted = filter.service !== undefined || filter.region !== undefined
    const tallies = await talliesOf(warehouse, { within: basis.within, by, terms, parted, today: judgedOn })
    const parts = inOrder([...tallies.parts.values()], by)
    const shown = parts.slice(0, limit).map(partOf)
    // A rest of many kinds has no median that would tell anything.
    if (parts.length > limit)
      shown.push({ ...partOf(joined(rest, parts.slice(limit))), medianDays: null, ninetyDays: null })
    if (by === 'account') await nameParts(shown, { warehouse, read })
    const total = partOf(joined('total', tallies.months.values()))
    return {
      basis: basis.told(),
      by,
      judgedOn,
      total,
      parts: shown,
      months: inOrder([...tallies.months.values()], 'month').map(partOf),
      ownDefinitions: terms.own.length,
      shipments: await shipmentService(warehouse, filter, beholder, judgedOn),
      targets: standingsOf(aimed, aimOf(filter, beholder), filter, { otif: total.otifShare }),
    }
  },
  report: serviceReport,
})

export const inOrder = (parts: Tally[], by: ServiceBy): Tally[] =>
  parts.toSorted((one, other) => {
    const byKey = one.key < other.key ? -1 : 1
    return by === 'month' ? byKey : other.lines - one.lines || byKey
  })

export function partOf(tally: Tally): ServicePart {
  const { days: _, ...counts } = tally
  return {
    ...counts,
    label: tally.key,
    medianDays: daysAt(tally, 0.5),
    ninetyDays: daysAt(tally, 0.9),
    onTimeShare: share(tally.onTime, tally.onTime + tally.early + tally.late),
    completeShare: share(tally.complete, tally.orders),
    otifShare: share(tally.otif, tally.orders),
  }
}

/** Ids and names in the place of the warehouse's keys; an account out of sight keeps its id. */
async function nameParts(parts: ServicePart[], { warehouse, read }: Pick<Asked<unknown>, 'warehouse' | 'read'>) {
  const accounts = parts.filter(({ key }) => key !== rest)
  const ids = await accountIds(
    warehouse,
    accounts.map(({ key }) => Number(key)),
  )
  const names = await read((db) => nameAccounts(db, [...ids.values()]))
  for (const part of accounts) {
    part.key = ids.get(Number(part.key)) ?? part.key
    part.label = names.get(part.key)?.name ?? part.key
  }
}

const share = (count: number, of: number) => (of === 0 ? null : count / of)
