import type { Rule } from '@quayside/analytics'
import { type AssociationRule, association } from '@quayside/contract'
import type { z } from 'zod'
import type { FoundRules } from '../compute/find-rules.ts'
import { compute } from '../compute/index.ts'
import { basisOf } from '../frame/basis.ts'
import { keepAnswer } from '../frame/keep-answers.ts'
import { type Asked, answered } from '../frame/serve-analysis.ts'
import { visibleTo } from '../frame/visible-to.ts'
import { associationReport } from './association-report.ts'
import { type Counted, countItems, readBaskets } from './baskets.ts'
import { basketsOfServices, countServices, servicesOf } from './baskets-of-services.ts'

type Query = z.output<(typeof association)['read']['query']>
type Mining = Omit<Query, 'item' | 'limit'>

/** Rules of which one could read none any more; and sets beyond which support is too low to tell anything. */
const limits = { maximumRules: 20_000, maximumItemsets: 100_000 }
const itemsTold = 1_000
const goodForMs = 60_000

export const associationAnalysis = answered(association, {
  goodForMs,
  answer: async (asked) => {
    const { query } = asked
    const { item, limit, ...mining } = query
    const { basis, counted, found } = await rulesKept(asked, mining, goodForMs)
    const common = {
      basis,
      basket: query.basket,
      items: query.items,
      baskets: counted.baskets,
      linesWithout: counted.linesWithout,
      itemCounts: counted.items.slice(0, itemsTold),
    }
    if (found.tooMany)
      return {
        ...common,
        minimumCount: Math.ceil(query.support * counted.baskets - 1e-9),
        tested: 0,
        found: 0,
        rules: [],
        tooMany: found.tooMany,
      }
    const named = found.rules.map((rule) => ruleOf(rule, counted))
    const kept = item === undefined ? named : named.filter((rule) => rule.to === item || rule.from.includes(item))
    return {
      ...common,
      minimumCount: found.minimumCount,
      tested: found.tested,
      found: kept.length,
      rules: kept.slice(0, limit),
      tooMany: null,
    }
  },
  report: associationReport,
})

/** The rules of a question as its reader may see them, worked out once and for all who ask alike. */
export function rulesKept(asked: Pick<Asked<Mining>, 'warehouse' | 'beholder'>, mining: Mining, forMs: number) {
  const key = JSON.stringify(['rules', visibleTo(asked.beholder, ['accounts', 'orders', 'analyses']), mining])
  return keepAnswer(asked.warehouse, key, () => mine(asked, mining), forMs)
}

async function mine({ warehouse, beholder }: Pick<Asked<Mining>, 'warehouse' | 'beholder'>, mining: Mining) {
  const { basket, items, support, confidence, significance, length, ...filter } = mining
  const basis = await basisOf(warehouse, filter, beholder)
  const services = items === 'service' ? await servicesOf(warehouse, basis, basket) : undefined
  const counted = services
    ? countServices(services, support)
    : await countItems(warehouse, basis, basket, items, support)
  const found: FoundRules =
    counted.items.length < 2
      ? { rules: [], tested: 0, minimumCount: Math.ceil(support * counted.baskets - 1e-9), tooMany: null }
      : await compute(
          'findRules',
          services ? basketsOfServices(services, counted) : await readBaskets(warehouse, basis, basket, items, counted),
          { support, confidence, significance, maximumLength: length, dropRedundant: true, ...limits },
        )
  return { basis: basis.told(), counted, found }
}

export function ruleOf(rule: Rule, { items }: Counted): AssociationRule {
  const name = (code: number) => items[code]?.item ?? ''
  return {
    ...rule,
    from: rule.from.map(name),
    to: name(rule.to),
    fromCount: Math.round(rule.count / rule.confidence),
    conviction: Number.isFinite(rule.conviction) ? rule.conviction : null,
  }
}
