import type { BreakBy, PriceQuery, PriceStep, RateBasis, Surcharge } from '@quayside/contract'
import { divided, dividedUp, exact, exactText, moneyText, one, places } from './exact.ts'

/** A line of a card as it is reckoned with. */
export interface Rate {
  line: number
  basis: RateBasis
  breakBy: BreakBy
  from: string
  to: string | null
  rate: string
  minimumE4: number | null
}

/** What its version says besides. */
export interface Terms {
  currency: string
  dimensionalCm3PerKg: number | null
  weightStepG: number
  minimumE4: number | null
  nextBreak: boolean
  surcharges: readonly Surcharge[]
}

export type Goods = Pick<PriceQuery, 'weightG' | 'volumeCm3' | 'packages' | 'dangerousGoods' | 'temperatureControlled'>

export interface Quantities {
  /** Chargeable; null: not known. All exact, see exact.ts. */
  weight: bigint | null
  volume: bigint | null
  packages: bigint | null
}

type Missing = 'weightMissing' | 'volumeMissing' | 'packagesMissing'
export type Reckoned = { amountE4: bigint; steps: PriceStep[] } | { missing: Missing }

const gram = one / 1000n
const cm3 = one / 1_000_000n

/** Chargeable weight 计费重量: the greater of what it weighs and what its volume counts as, rounded up to the step. */
export function quantitiesOf(goods: Goods, terms: Terms): Quantities {
  const actual = goods.weightG === null ? null : BigInt(goods.weightG)
  const counted = volumeAsGrams(goods, terms)
  const larger = actual === null ? counted : counted !== null && counted > actual ? counted : actual
  const step = BigInt(terms.weightStepG)
  return {
    weight: larger === null ? null : dividedUp(larger, step) * step * gram,
    volume: goods.volumeCm3 === null ? null : BigInt(goods.volumeCm3) * cm3,
    packages: goods.packages === null ? null : BigInt(goods.packages) * one,
  }
}

const volumeAsGrams = ({ volumeCm3 }: Goods, { dimensionalCm3PerKg }: Terms): bigint | null =>
  volumeCm3 === null || dimensionalCm3PerKg === null
    ? null
    : dividedUp(BigInt(volumeCm3) * 1000n, BigInt(dimensionalCm3PerKg))

/** Both ends belong to a break. null: not known. */
export function isWithin(rate: Rate, quantities: Quantities): boolean | null {
  const quantity = quantities[rate.breakBy]
  if (quantity === null) return isOpen(rate) ? true : null
  return exact(rate.from) <= quantity && (rate.to === null || quantity <= exact(rate.to))
}
const isOpen = ({ from, to }: Rate) => exact(from) === 0n && to === null

/** Freight of one rate and all that comes on top; the last step is the total. */
export function priceRate(rate: Rate, siblings: readonly Rate[], goods: Goods, terms: Terms): Reckoned {
  const quantities = quantitiesOf(goods, terms)
  const freight = freightOf(rate, quantities)
  if (freight === null) return { missing: missingFor(rate.basis) }
  const steps = [...weightSteps(rate, goods, terms, quantities), freightStep(rate, quantities, freight, terms)]
  let amount = cheaperBreak(rate, siblings, freight, terms, quantities, steps)
  amount = atLeast(amount, rate.minimumE4, terms, steps, '该费率的最低收费', 'Minimum of the rate')
  amount = atLeast(amount, terms.minimumE4, terms, steps, '最低收费', 'Minimum of the tariff')
  let total = amount
  for (const surcharge of terms.surcharges) {
    if (!applies(surcharge, goods)) continue
    const charged = surchargeOf(surcharge, amount, quantities)
    if (charged === null) return { missing: surcharge.basis === 'perKg' ? 'weightMissing' : 'packagesMissing' }
    steps.push(surchargeStep(surcharge, charged, terms))
    total += charged
  }
  const rounded = roundedToCurrency(total, terms.currency)
  if (rounded !== total) steps.push(roundingStep(total, rounded, terms))
  steps.push({ code: 'total', amountE4: Number(rounded), ...said('合计', 'Total', rounded, terms) })
  return { amountE4: rounded, steps }
}

const missingFor = (basis: RateBasis): Missing =>
  basis === 'perM3' ? 'volumeMissing' : basis === 'perPackage' ? 'packagesMissing' : 'weightMissing'

/** What the basis counts; null: not known. A revenue ton 计费吨 is a ton or a cubic metre, whichever is more. */
function countedBy(basis: RateBasis, { weight, volume, packages }: Quantities): bigint | null {
  switch (basis) {
    case 'perKg':
      return weight
    case 'perM3':
      return volume
    case 'perPackage':
      return packages
    case 'perRevenueTon': {
      const tons = weight === null ? null : divided(weight, 1000n)
      return tons === null ? volume : volume === null || tons > volume ? tons : volume
    }
    case 'flat':
      return one
    default:
      return basis satisfies never
  }
}

/** In ten-thousandths. */
function freightOf(rate: Rate, quantities: Quantities): bigint | null {
  const counted = countedBy(rate.basis, quantities)
  return counted === null ? null : divided(counted * exact(rate.rate), one * 10n ** BigInt(places - 4))
}

/** What the next break would ask for its smallest quantity, where the version lets it count. */
function cheaperBreak(
  rate: Rate,
  siblings: readonly Rate[],
  freight: bigint,
  terms: Terms,
  quantities: Quantities,
  steps: PriceStep[],
): bigint {
  if (!terms.nextBreak) return freight
  let best = freight
  let by: Rate | undefined
  for (const next of siblings) {
    if (next.breakBy !== rate.breakBy || exact(next.from) <= exact(rate.from)) continue
    const asked = freightOf(next, { ...quantities, [next.breakBy]: exact(next.from) })
    if (asked === null) continue
    const least = next.minimumE4 !== null && asked < BigInt(next.minimumE4) ? BigInt(next.minimumE4) : asked
    if (least < best) [best, by] = [least, next]
  }
  if (by) {
    const { zh, en } = said(
      `按下一级 ${by.from} ${unitOf(by.breakBy)} 计费更低`,
      `The next break, from ${by.from} ${unitOf(by.breakBy)}, is cheaper`,
      best,
      terms,
    )
    steps.push({ code: 'nextBreak', amountE4: Number(best), zh, en })
  }
  return best
}

function atLeast(
  amount: bigint,
  minimumE4: number | null,
  terms: Terms,
  steps: PriceStep[],
  zh: string,
  en: string,
): bigint {
  if (minimumE4 === null || amount >= BigInt(minimumE4)) return amount
  steps.push({ code: 'minimum', amountE4: minimumE4, ...said(zh, en, BigInt(minimumE4), terms) })
  return BigInt(minimumE4)
}

const applies = ({ kind }: Surcharge, goods: Goods): boolean =>
  kind === 'dangerousGoods' ? goods.dangerousGoods : kind === 'temperature' ? goods.temperatureControlled : true

function surchargeOf(
  { basis, value, minimumE4 }: Surcharge,
  freight: bigint,
  { weight, packages }: Quantities,
): bigint | null {
  const counted = basis === 'perKg' ? weight : basis === 'perPackage' ? packages : one
  if (counted === null) return null
  const charged =
    basis === 'percent'
      ? divided(freight * exact(value), one * 100n)
      : divided(counted * exact(value), one * 10n ** BigInt(places - 4))
  return minimumE4 !== undefined && charged < BigInt(minimumE4) ? BigInt(minimumE4) : charged
}

/** To the smallest coin of the currency (ISO 4217, as Intl knows it), half up; never finer than a ten-thousandth. */
export function roundedToCurrency(amountE4: bigint, currency: string): bigint {
  const coin = 10n ** BigInt(Math.max(0, 4 - decimalsOf(currency)))
  return divided(amountE4, coin) * coin
}
const decimals = new Map<string, number>()
function decimalsOf(currency: string): number {
  const known = decimals.get(currency)
  if (known !== undefined) return known
  const found =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  decimals.set(currency, found)
  return found
}

export const unitOf = (by: BreakBy): string => ({ weight: 'kg', volume: 'm³', packages: 'pcs' })[by]
const unitOfBasis: Readonly<Record<RateBasis, string>> = {
  perKg: 'kg',
  perM3: 'm³',
  perPackage: 'pcs',
  perRevenueTon: 'RT',
  flat: '',
}

const said = (zh: string, en: string, amount: bigint, { currency }: Terms) => ({
  zh: `${zh}：${moneyText(amount)} ${currency}`,
  en: `${en}: ${moneyText(amount)} ${currency}`,
})

function weightSteps(rate: Rate, goods: Goods, terms: Terms, { weight }: Quantities): PriceStep[] {
  if (weight === null || (rate.basis !== 'perKg' && rate.breakBy !== 'weight')) return []
  const actual = goods.weightG === null ? null : BigInt(goods.weightG)
  const counted = volumeAsGrams(goods, terms)
  const kg = (grams: bigint) => exactText(grams * gram)
  const byVolume = counted !== null && (actual === null || counted > actual)
  const raw = byVolume ? counted : (actual ?? 0n)
  const rounded = raw * gram === weight ? null : exactText(weight)
  if (!byVolume && rounded === null) return []
  const why = byVolume
    ? {
        zh: `体积重 ${kg(raw)} kg（÷${terms.dimensionalCm3PerKg}）`,
        en: `Volume counts as ${kg(raw)} kg (÷${terms.dimensionalCm3PerKg})`,
      }
    : { zh: `实重 ${kg(raw)} kg`, en: `Weighs ${kg(raw)} kg` }
  const up =
    rounded === null ? { zh: '', en: '' } : { zh: `，进位为 ${rounded} kg`, en: `, rounded up to ${rounded} kg` }
  return [{ code: 'weight', amountE4: null, zh: why.zh + up.zh, en: why.en + up.en }]
}

function freightStep(rate: Rate, quantities: Quantities, freight: bigint, terms: Terms): PriceStep {
  const amountE4 = Number(freight)
  if (rate.basis === 'flat') return { code: 'freight', amountE4, ...said('一口价', 'Flat price', freight, terms) }
  const counted = exactText(countedBy(rate.basis, quantities) ?? 0n)
  const sum = `${counted} ${unitOfBasis[rate.basis]} × ${exactText(exact(rate.rate))} = ${moneyText(freight)} ${terms.currency}`
  return { code: 'freight', amountE4, zh: `运费：${sum}`, en: `Freight: ${sum}` }
}

const surchargeNames = {
  fuel: { zh: '燃油附加费', en: 'Fuel surcharge' },
  dangerousGoods: { zh: '危险品附加费', en: 'Dangerous goods surcharge' },
  temperature: { zh: '温控附加费', en: 'Temperature surcharge' },
  other: { zh: '附加费', en: 'Surcharge' },
}
function surchargeStep(surcharge: Surcharge, charged: bigint, terms: Terms): PriceStep {
  const { zh, en } = surchargeNames[surcharge.kind]
  const how = surcharge.basis === 'percent' ? ` ${surcharge.value}%` : ''
  const named = surcharge.name ? ` ${surcharge.name}` : ''
  return { code: 'surcharge', amountE4: Number(charged), ...said(zh + named + how, en + named + how, charged, terms) }
}

function roundingStep(total: bigint, rounded: bigint, { currency }: Terms): PriceStep {
  const sum = `${moneyText(total)} → ${moneyText(rounded)} ${currency}`
  return { code: 'rounding', amountE4: Number(rounded) - Number(total), zh: `四舍五入：${sum}`, en: `Rounded: ${sum}` }
}
