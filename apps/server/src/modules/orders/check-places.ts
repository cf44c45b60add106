import type { DraftParty, DraftPlace } from '@quayside/contract'
import { checkUnlocode, halfWidth } from '@quayside/validity'
import type { CheckedPlace, Findings } from './checked-order.ts'
import { readMoment } from './read-moment.ts'

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

/** Windows in order, and places one after the other: none would have to be served before the one it follows. */
export function checkPlaces(found: Findings, places: readonly DraftPlace[], timeZone: string): CheckedPlace[] {
  const checked = places.map((place, at) => checkPlace(found, place, `/places/${at}`, timeZone))
  let earliest: Date | null = null
  for (const [at, { from, to }] of checked.entries()) {
    if (earliest && to && to < earliest) found.say('placesOrder', `/places/${at}/to`, { place: at + 1 })
    if (from && (!earliest || from > earliest)) earliest = from
  }
  return checked
}

function checkPlace(found: Findings, place: DraftPlace, path: string, timeZone: string): CheckedPlace {
  const moment = (name: 'from' | 'to') => {
    const text = place[name]
    if (!text) return null
    const at = readMoment(text, timeZone, name)
    if (!at) found.say('noSuchTime', `${path}/${name}`, { text })
    return at
  }
  const [from, to] = [moment('from'), moment('to')]
  if (from && to && to < from) found.say('windowOrder', `${path}/to`)
  const division = place.divisionCode ? halfWidth(place.divisionCode).trim() : undefined
  if (division && !/^[1-9]\d{5}$/.test(division))
    found.say('divisionCodeForm', `${path}/divisionCode`, { text: division })
  return { ...place, ...checkCodes(found, place, path), divisionCode: division, from, to }
}

/** Country and UN/LOCODE of a place or a party; the code tells the country where none is said. */
export function checkCodes(found: Findings, place: DraftPlace | DraftParty, path: string) {
  let { country, unlocode } = place
  if (unlocode) {
    const checked = checkUnlocode(unlocode)
    if (checked.ok) {
      unlocode = checked.value
      country ||= checked.country
    } else found.say('unlocodeForm', `${path}/unlocode`, { text: unlocode })
  }
  if (country) {
    const code = halfWidth(country).toUpperCase().trim()
    if (!/^[A-Z]{2}$/.test(code) || regions.of(code) === undefined)
      found.say('countryUnknown', `${path}/country`, { text: country })
    country = code
  }
  return { country: country || undefined, unlocode: unlocode || undefined }
}
