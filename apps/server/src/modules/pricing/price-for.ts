import {
  type NotPriced,
  type PriceAnswer,
  type Priced,
  PriceQuery,
  type PriceQueryInput,
  type PriceStep,
  Surcharge,
  type TariffRateRow,
} from '@quayside/contract'
import { z } from 'zod'
import type { Db } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import { exact, exactText } from './exact.ts'
import { noRate, noService, otherCurrency, outsideBreaks, quantityMissing, tooLarge } from './not-priced.ts'
import { isWithin, priceRate, quantitiesOf, type Rate, type Reckoned, type Terms, unitOf } from './price-rate.ts'
import { type Candidate, findCandidates, type RateRecord } from './pricing.queries.ts'
import { keysOfPlace } from './rate-places.ts'
import { serviceText } from './service-words.ts'

/** What it costs on a day, with every step, or why no price can be told. */
export const priceFor = (db: Db, query: PriceQueryInput): Promise<PriceAnswer> => openPricing(db).price(query)

/** As priceFor, for many enquiries at a stretch: each lane of a day is read once, for all the customers named. */
export function openPricing(db: Db, customers?: readonly Id[]) {
  const together = new Set(customers)
  const known = new Map<string, Promise<Candidate[]>>()
  const candidatesOf = (query: PriceQuery): Promise<Candidate[]> => {
    const origins = keysOfPlace(query.origin).map(({ key }) => key)
    const destinations = keysOfPlace(query.destination).map(({ key }) => key)
    const isOneOf = query.carrier === null && query.accountId !== null && together.has(query.accountId)
    const accounts = isOneOf ? [...together] : query.accountId === null ? [] : [query.accountId]
    const key = JSON.stringify([isOneOf || query.accountId, query.carrier, query.on, origins, destinations])
    const found = known.get(key) ?? findCandidates(db, { ...query, accounts }, query.on, origins, destinations)
    known.set(key, found)
    return isOneOf ? found.then((all) => all.filter(holdsFor(query.accountId))) : found
  }
  const price = async (input: PriceQueryInput): Promise<PriceAnswer> => {
    const query = PriceQuery.parse(input)
    const onLane = await candidatesOf(query)
    return onLane.length === 0 ? noRate(db, query) : choose(onLane, query)
  }
  return {
    price,
    /** Null, without looking for the reason, where nothing has a rate on the lane: for lines that state a price themselves. */
    priceIfAny: async (input: PriceQueryInput): Promise<PriceAnswer | null> =>
      (await candidatesOf(PriceQuery.parse(input))).length === 0 ? null : price(input),
  }
}

const holdsFor = (accountId: Id | null) => (candidate: Candidate) =>
  candidate.account_id === null || candidate.account_id === accountId

interface Fitting {
  candidate: Candidate
  rate: Rate
  terms: Terms
  narrowness: number
}

/** Narrows what the lane has by service, currency and quantity, each time telling what is left out for; then the best of what fits. */
function choose(onLane: readonly Candidate[], query: PriceQuery): PriceAnswer {
  const serving = onLane.filter((candidate) => serves(candidate, query))
  if (serving.length === 0) return noService(query, offeredBy(onLane))
  const { currency } = query
  const paid = currency === null ? serving : serving.filter((candidate) => candidate.currency === currency)
  if (currency !== null && paid.length === 0)
    return otherCurrency(currency, [...new Set(serving.map((candidate) => candidate.currency))])
  const fitting = paid.map((candidate) => fittingOf(candidate, query))
  const priced: { one: Fitting; reckoned: Extract<Reckoned, { amountE4: bigint }> }[] = []
  let reason: NotPriced | null = null
  for (const one of fitting) {
    const quantities = quantitiesOf(query, one.terms)
    const within = isWithin(one.rate, quantities)
    if (within === null) reason ??= quantityMissing(missingBreak[one.rate.breakBy])
    if (!within) continue
    const siblings = fitting.filter((other) => areOneLane(one.candidate, other.candidate)).map(({ rate }) => rate)
    const reckoned = priceRate(one.rate, siblings, query, one.terms)
    if ('missing' in reckoned) reason ??= quantityMissing(reckoned.missing)
    else priced.push({ one, reckoned })
  }
  const best = priced.toSorted(
    (a, b) =>
      before(a.one, b.one) || Number(a.reckoned.amountE4 - b.reckoned.amountE4) || a.one.rate.line - b.one.rate.line,
  )
  const [first] = bestOf(best, query)
  if (first) return presented(first.one, first.reckoned)
  return reason ?? outsideBreaks(fitting.map(({ rate, terms }) => ({ rate, quantities: quantitiesOf(query, terms) })))
}

const missingBreak = { weight: 'weightMissing', volume: 'volumeMissing', packages: 'packagesMissing' } as const

/** Of carriers the cheapest of each one's best; a customer's agreement goes before the list price, whatever either costs. */
function bestOf<T extends { one: Fitting; reckoned: { amountE4: bigint } }>(
  ranked: readonly T[],
  { carrier }: PriceQuery,
): T[] {
  if (carrier === null) return [...ranked]
  const seen = new Set<string>()
  const bestOfEach = ranked.filter(({ one }) => !seen.has(one.candidate.tariff_id) && seen.add(one.candidate.tariff_id))
  return bestOfEach.toSorted(
    (a, b) => b.one.candidate.priority - a.one.candidate.priority || Number(a.reckoned.amountE4 - b.reckoned.amountE4),
  )
}

const before = (a: Fitting, b: Fitting): number =>
  Number(b.candidate.account_id !== null) - Number(a.candidate.account_id !== null) ||
  b.candidate.priority - a.candidate.priority ||
  b.narrowness - a.narrowness ||
  b.candidate.valid_from.localeCompare(a.candidate.valid_from)

const same = (card: string | null, asked: string | null) =>
  card === null || asked === null || card.toLowerCase() === asked.toLowerCase()
const serves = (card: Candidate, { service, mode, level }: PriceQuery) =>
  same(card.service, service) && same(card.mode, mode) && same(card.level, level)

/** One of each service the lane has; their words come with the sentence. */
const offeredBy = (onLane: readonly Candidate[]): Candidate[] =>
  [...new Map(onLane.map((candidate) => [serviceText(candidate, 'en'), candidate])).values()].slice(0, 10)

/** The breaks of one service on one lane of one card. */
const areOneLane = (a: Candidate, b: Candidate): boolean =>
  a.version_id === b.version_id &&
  a.origin_key === b.origin_key &&
  a.destination_key === b.destination_key &&
  a.service === b.service &&
  a.mode === b.mode &&
  a.level === b.level &&
  a.transit_days === b.transit_days &&
  a.basis === b.basis

function fittingOf(candidate: Candidate, query: PriceQuery): Fitting {
  const narrownessOf = (place: PriceQuery['origin'], key: string) =>
    keysOfPlace(place).find((one) => one.key === key)?.narrowness ?? 0
  const named = [candidate.service, candidate.mode, candidate.level].filter((one) => one !== null).length
  return {
    candidate,
    // The lane decides; among equals, what names the service goes before what holds for all.
    narrowness:
      10 *
        (narrownessOf(query.origin, candidate.origin_key) +
          narrownessOf(query.destination, candidate.destination_key)) +
      named,
    rate: rateOf(candidate),
    terms: {
      currency: candidate.currency,
      dimensionalCm3PerKg: candidate.dimensional_cm3_per_kg,
      weightStepG: candidate.weight_step_g,
      minimumE4: candidate.version_minimum_e4,
      nextBreak: candidate.next_break,
      surcharges: z.array(Surcharge).parse(candidate.surcharges),
    },
  }
}

const rateOf = (candidate: Candidate): Rate => ({
  line: candidate.line_no,
  basis: candidate.basis as Rate['basis'],
  breakBy: candidate.break_by as Rate['breakBy'],
  from: candidate.break_from,
  to: candidate.break_to,
  rate: candidate.rate,
  minimumE4: candidate.minimum_e4,
})

function presented(
  { candidate, rate }: Fitting,
  { amountE4, steps }: Extract<Reckoned, { amountE4: bigint }>,
): Priced | NotPriced {
  if (amountE4 > BigInt(Number.MAX_SAFE_INTEGER)) return tooLarge
  return {
    outcome: 'priced',
    amountE4: Number(amountE4),
    currency: candidate.currency,
    tariff: {
      id: candidate.tariff_id,
      code: candidate.code,
      name: candidate.name,
      kind: candidate.kind,
      carrier: candidate.carrier,
      accountId: candidate.account_id,
      versionId: candidate.version_id,
      no: candidate.no,
    },
    rate: rateRow(candidate),
    steps: [tariffStep(candidate), laneStep(candidate, rate), ...steps],
  }
}

export const rateRow = (row: RateRecord): TariffRateRow => ({
  line: row.line_no,
  service: row.service as TariffRateRow['service'],
  mode: row.mode,
  level: row.level,
  origin: row.origin,
  destination: row.destination,
  basis: row.basis as TariffRateRow['basis'],
  breakBy: row.break_by as TariffRateRow['breakBy'],
  from: row.break_from,
  to: row.break_to,
  rate: row.rate,
  minimumE4: row.minimum_e4,
  transitDays: row.transit_days,
})

function tariffStep({ kind, account_id, carrier, code, name, no, valid_from }: Candidate): PriceStep {
  const which =
    kind === 'carrier'
      ? { zh: `承运商 ${carrier} 价卡`, en: `Rate card of carrier ${carrier}` }
      : account_id === null
        ? { zh: '公布价', en: 'List price' }
        : { zh: '客户协议', en: 'Agreement with the customer' }
  return {
    code: 'tariff',
    amountE4: null,
    zh: `${which.zh} ${code}“${name}”，第 ${no} 版，${valid_from} 起有效`,
    en: `${which.en} ${code} “${name}”, version ${no}, from ${valid_from}`,
  }
}

function laneStep(candidate: Candidate, { from, to, breakBy }: Rate): PriceStep {
  const open = exact(from) === 0n && to === null
  const range = open ? '' : ` · ${to === null ? `≥ ${exactText(exact(from))}` : `${from}–${to}`} ${unitOf(breakBy)}`
  const lane = (language: 'zh' | 'en') =>
    `${candidate.origin} → ${candidate.destination} · ${serviceText(candidate, language)}${range}`
  return { code: 'lane', amountE4: null, zh: `线路：${lane('zh')}`, en: `Lane: ${lane('en')}` }
}
