import type { ReplyOf, readCustomerService } from '@quayside/contract'
import { companyDay } from '../../../platform/company-day.ts'
import { refuseHidden } from '../../../platform/http/refuse-hidden.ts'
import type { Call } from '../../../platform/http/serve.ts'
import { notFound } from '../../../platform/refusal.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { dayNumber, dayText } from '../customers/as-of.ts'
import { keepAnswer } from '../frame/keep-answers.ts'
import { narrowed } from '../frame/narrow.ts'
import { sightOfLines, visibleTo } from '../frame/visible-to.ts'
import { refuseUnread } from '../frame/warehouse-at-hand.ts'
import { definitionOf } from './definitions.queries.ts'
import { inOrder, partOf } from './service-kpis.ts'
import { joined, talliesOf } from './tallies.ts'

const shownDays = 365

/** How promises to one customer were kept by what was agreed with him, or by the company's terms. */
export async function customerService(
  warehouse: Warehouse,
  { params, user, read, now }: Pick<Call<typeof readCustomerService>, 'params' | 'user' | 'read' | 'now'>,
): Promise<ReplyOf<typeof readCustomerService>> {
  refuseHidden(user, ['behaviour'], 'read')
  const { definition, judgedOn } = await read(async (db) => ({
    definition: await definitionOf(db, user, params.id),
    judgedOn: await companyDay(db, now),
  }))
  if (!definition) throw notFound('account')
  await refuseUnread(warehouse)
  const from = dayText(dayNumber(judgedOn) - shownDays + 1)
  const { own, company } = definition
  const visible = visibleTo(user, sightOfLines)
  const key = JSON.stringify(['customer-service', visible, params.id, judgedOn, own ?? company])
  const figures = await keepAnswer(warehouse, key, async () => {
    const within = narrowed({ from, accountId: params.id }, user)
    const terms = { company: own ?? company, own: [] }
    const asked = { within, by: 'month', terms, parted: false, today: judgedOn } as const
    const { months } = await talliesOf(warehouse, asked)
    return {
      total: partOf(joined('total', months.values())),
      months: inOrder([...months.values()], 'month').map(partOf),
    }
  })
  return { from, judgedOn, ...definition, ...figures }
}
