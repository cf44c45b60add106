import type { PricePlace } from '@quayside/contract'

/** What a place is looked up by, and how narrowly it is meant: a town goes before its province, and everywhere comes last. */
export interface PlaceKey {
  key: string
  narrowness: number
}

/** A division code holds for all within: 310000 for 310115. Pairs of zeros at its end say nothing. */
const divisionLengths = [2, 4, 6, 9, 12]
const narrowest = 10
/** A plant goes before its town. */
const townNarrowness = 9

/** How a card writes a place, e.g. `*`, `CN`, `310000`, `CNSHA`, `PORT04`, `上海`. */
export function keyOfPattern(written: string): string {
  const text = written.normalize('NFKC').trim()
  if (text === '' || text === '*' || /^(any|all|everywhere|任意|全部|所有)$/i.test(text)) return 'any'
  if (/^[A-Z]{2}$/.test(text)) return `country:${text}`
  if (/^[A-Z]{2}[A-Z2-9]{3}$/.test(text)) return `unlocode:${text}`
  if (/^\d{6}$|^\d{9}$|^\d{12}$/.test(text)) return `division:${shortDivision(text)}`
  return `text:${plainName(text)}`
}

/** Every key under which a card may have written this place. */
export function keysOfPlace(given: string | PricePlace): PlaceKey[] {
  const place: PricePlace = typeof given === 'string' ? { text: given } : given
  const keys = new Map<string, number>([['any', 0]])
  const country = place.country ?? place.unlocode?.slice(0, 2)
  if (country) keys.set(`country:${country}`, 1)
  if (place.unlocode) keys.set(`unlocode:${place.unlocode}`, narrowest)
  if (place.division) addDivisions(keys, place.division)
  const text = place.text?.trim()
  const city = place.city?.trim()
  if (city) addText(keys, city, townNarrowness)
  if (text) addText(keys, text, narrowest)
  return [...keys].map(([key, narrowness]) => ({ key, narrowness }))
}

function addText(keys: Map<string, number>, text: string, narrowness: number): void {
  const key = keyOfPattern(text)
  if (key.startsWith('division:')) addDivisions(keys, key.slice('division:'.length))
  else if (key.startsWith('country:')) keys.set(key, 1)
  else if (key !== 'any') keys.set(key, narrowness)
  if (key.startsWith('unlocode:')) keys.set(`country:${text.slice(0, 2)}`, 1)
  keys.set(`text:${plainName(text)}`, narrowness)
}

function addDivisions(keys: Map<string, number>, code: string): void {
  const short = shortDivision(code)
  keys.set('country:CN', 1)
  for (const [step, length] of divisionLengths.entries())
    if (length <= short.length) keys.set(`division:${short.slice(0, length)}`, 2 + step)
}

function shortDivision(code: string): string {
  const tail = code.slice(6)
  const village = /^0*$/.test(tail) ? '' : tail
  const head = code.slice(0, 6)
  return village ? head + village : head.replace(/(00)+$/, '').padEnd(2, '0')
}

/** 上海市 and 上海 are one; so are `Port  of X` and `port of x`. */
const plainName = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/(?<=..)(市|省)$/u, '')
