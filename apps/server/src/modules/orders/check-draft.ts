import { Currency, type DraftLine, type OrderDraft, type OrderReason } from '@quayside/contract'
import { checkEmail, halfWidth } from '@quayside/validity'
import { checkGoods } from './check-goods.ts'
import { checkModes, endOf } from './check-modes.ts'
import { checkCodes, checkPlaces } from './check-places.ts'
import {
  type CheckContext,
  type CheckedLine,
  type CheckedOrder,
  type CheckedPlace,
  checkAmount,
  checkPackages,
  type Findings,
  findings,
} from './checked-order.ts'
import { readDay } from './read-moment.ts'

const carried: ReadonlySet<string> = new Set(['road', 'rail', 'air', 'sea', 'express', 'multimodal'])
/** numeric(18, 4) */
const mostQuantity = 99_999_999_999_999

/** Everything that can be said of an order without asking anybody. Pure; with an error among the reasons it must not be written. */
export function checkDraft(draft: OrderDraft, context: CheckContext): { order: CheckedOrder; reasons: OrderReason[] } {
  const found = findings()
  const orderedOn = checkOrderedOn(found, draft.orderedOn, context.today)
  const places = checkPlaces(found, draft.places, context.timeZone)
  const goods = draft.goods.map((one, at) => checkGoods(found, one, `/goods/${at}`, draft.lines.length))
  const lines = draft.lines.map((line, at) => checkLine(found, line, `/lines/${at}`, orderedOn, places))
  if (lines.length === 0) found.say('noLines', '/lines')
  checkModes(found, draft.lines, { places, goods })
  for (const [at, { service, origin, destination }] of lines.entries())
    if (carried.has(service) && origin && origin === destination) found.say('samePlace', `/lines/${at}`)
  const requestedOn = checkDay(found, draft.requestedOn, '/requestedOn')
  if (requestedOn && requestedOn < orderedOn) found.say('requestedInPast', '/requestedOn', { day: requestedOn })
  return {
    order: {
      customerReference: draft.customerReference || null,
      orderedOn,
      requestedOn,
      currency: checkCurrency(found, draft.currency, context.currency),
      note: draft.note ?? '',
      lines,
      goods,
      places,
      parties: checkParties(found, draft),
      references: distinct(draft.references),
    },
    reasons: found.reasons,
  }
}

function checkDay(found: Findings, text: string | undefined, path: string): string | null {
  if (!text) return null
  const day = readDay(text)
  if (!day) found.say('noSuchDay', path, { text })
  return day
}

function checkOrderedOn(found: Findings, text: string | undefined, today: string): string {
  const day = checkDay(found, text, '/orderedOn') ?? today
  const daysAhead = (Date.parse(day) - Date.parse(today)) / 86_400_000
  // A partner may be a day ahead of us round the globe.
  if (daysAhead > 1) found.say('orderedInFuture', '/orderedOn', { day })
  if (daysAhead < -366) found.say('orderedLongAgo', '/orderedOn', { day })
  return day
}

function checkCurrency(found: Findings, text: string | undefined, usual: string): string {
  if (!text) return usual
  const code = halfWidth(text).toUpperCase().trim()
  if (!Currency.safeParse(code).success) found.say('currencyUnknown', '/currency', { text })
  return code
}

function checkLine(
  found: Findings,
  line: DraftLine,
  path: string,
  orderedOn: string,
  places: readonly CheckedPlace[],
): CheckedLine {
  const { quantity } = line
  if (quantity !== undefined && quantity <= 0) found.say('notPositive', `${path}/quantity`, { number: quantity })
  if (quantity !== undefined && quantity > mostQuantity) found.say('tooLarge', `${path}/quantity`, { number: quantity })
  const promisedOn = checkDay(found, line.promisedOn, `${path}/promisedOn`) ?? undefined
  if (promisedOn && promisedOn < orderedOn) found.say('promisedBeforeOrder', `${path}/promisedOn`, { day: promisedOn })
  const isBound = line.service !== 'goods' && line.service !== 'other'
  return {
    ...line,
    promisedOn,
    weightG: checkAmount(found, line.weightG, `${path}/weightG`),
    volumeCm3: checkAmount(found, line.volumeCm3, `${path}/volumeCm3`),
    packages: checkPackages(found, line.packages, `${path}/packages`),
    priceE4: checkAmount(found, line.priceE4, `${path}/priceE4`),
    costE4: checkAmount(found, line.costE4, `${path}/costE4`),
    origin: line.origin || (isBound ? endOf(places, 'origin') : undefined),
    destination: line.destination || (isBound ? endOf(places, 'destination') : undefined),
  }
}

function checkParties(found: Findings, { parties }: OrderDraft) {
  if (parties.filter(({ role }) => role === 'payer').length > 1) found.say('twoPayers', '/parties')
  return parties.map((party, at) => {
    if (party.email && !checkEmail(party.email).ok)
      found.say('emailForm', `/parties/${at}/email`, { text: party.email })
    return { ...party, ...checkCodes(found, party, `/parties/${at}`), accountId: null }
  })
}

const distinct = (references: OrderDraft['references']) => [
  ...new Map(references.map((one) => [`${one.kind} ${one.value}`, one])).values(),
]
