import { checkCount, type Share, shareOf } from './share.ts'

/**
 * Damage rate 货损率: shipments damaged / shipments. A shipment damaged in several places is one.
 * @example damageRate({ damaged: 3, shipments: 400 }).share // 0.0075
 */
export function damageRate({ damaged, shipments }: { damaged: number; shipments: number }): Share {
  return shareOf(damaged, shipments)
}

/**
 * Loss rate 货差率: shipments lost, in whole or in part, / shipments.
 * @example lossRate({ lost: 1, shipments: 400 }).share // 0.0025
 */
export function lossRate({ lost, shipments }: { lost: number; shipments: number }): Share {
  return shareOf(lost, shipments)
}

/**
 * Direct delivery rate 直送率: shipments that went from sender to consignee without being transshipped / shipments.
 * @example directDeliveryRate({ direct: 30, shipments: 40 }).share // 0.75
 */
export function directDeliveryRate({ direct, shipments }: { direct: number; shipments: number }): Share {
  return shareOf(direct, shipments)
}

/**
 * Claims ratio 理赔率 by number: claims / shipments. One shipment may bring several claims, so it may exceed 1; undefined without shipments.
 * @throws {RangeError} when a count is not a whole number ≥ 0
 * @example claimsRatio({ claims: 6, shipments: 400 }) // 0.015
 */
export function claimsRatio({ claims, shipments }: { claims: number; shipments: number }): number | undefined {
  checkCount('claims', claims)
  checkCount('shipments', shipments)
  return shipments === 0 ? undefined : claims / shipments
}

/**
 * Claims ratio 理赔率 by amount: claims paid / revenue, one currency and period; undefined without revenue.
 * @throws {RangeError} when an amount is not finite, or claims paid are below 0
 * @example claimsAmountRatio({ paid: 1_200, revenue: 300_000 }) // 0.004
 */
export function claimsAmountRatio({ paid, revenue }: { paid: number; revenue: number }): number | undefined {
  if (!(paid >= 0 && Number.isFinite(paid))) throw new RangeError(`paid must be finite and ≥ 0, got ${paid}.`)
  if (!Number.isFinite(revenue)) throw new RangeError(`revenue must be finite, got ${revenue}.`)
  return revenue > 0 ? paid / revenue : undefined
}
