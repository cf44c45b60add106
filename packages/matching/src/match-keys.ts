import type { MatchRecord } from './match-record.ts'
import { type PreparedRecord, prepareRecord } from './prepare-record.ts'
import { soundex } from './soundex.ts'

/** At most this many keys per record: each is a row in the database's key table. */
export const mostKeys = 8

/**
 * Blocking keys: two records of one customer nearly always share one, and few others share it even among a million.
 * Most selective first, cut at eight. Prefixes tell the kinds apart.
 * @example matchKeys({ names: ['深圳市顺达货运代理有限公司'] }) // ['n:顺达|深圳', 'i:顺达|货代']
 */
export function matchKeys(record: MatchRecord | PreparedRecord): string[] {
  const ready = prepareRecord(record)
  const keys = new Set<string>()
  for (const code of [...ready.creditCodes, ...ready.codes].slice(0, 2)) keys.add(`c:${code}`)
  for (const phone of ready.phones.slice(0, 2)) keys.add(`p:${phone}`)
  for (const email of ready.emails.slice(0, 1)) keys.add(`e:${email}`)
  for (const key of ready.kind === 'person' ? personKeys(ready) : companyKeys(ready)) keys.add(key)
  return [...keys].slice(0, mostKeys)
}

function companyKeys(ready: PreparedRecord): string[] {
  const keys: string[] = []
  for (const name of ready.companies.slice(0, 2))
    if (name.script === 'han') {
      const brand = name.core.slice(0, 4)
      if (name.places.length > 0) keys.push(`n:${brand}|${name.places.at(-1)}`)
      keys.push(name.industries[0] ? `i:${brand}|${name.industries.at(-1)}` : `n:${name.core}`)
    } else {
      const telling = [...name.tokens].sort(
        (a, b) => b.weight - a.weight || b.text.length - a.text.length || (a.text < b.text ? -1 : 1),
      )
      keys.push(
        `n:${telling
          .slice(0, 2)
          .map((token) => token.text)
          .sort()
          .join('|')}`,
      )
      const joined = name.tokens.reduce((text, word) => (word.weight === 1 ? text + word.text : text), '')
      if (joined.length >= 8) keys.push(`j:${joined}`)
      const longest = telling.filter((token) => token.weight === 1).sort((a, b) => b.text.length - a.text.length)[0]
      const where = ready.postcode || ready.street?.numbers[0] || ready.city
      if (longest && where) keys.push(`l:${soundex(longest.text)}|${where}`)
    }
  return [...keys, ...streetKeys(ready)]
}

function personKeys(ready: PreparedRecord): string[] {
  const keys: string[] = []
  const name = ready.people[0]
  const sounds = name
    ? [name.given, name.family]
        .filter((part) => part !== '')
        .map(soundex)
        .sort()
    : []
  if (ready.birthDate) keys.push(`b:${ready.birthDate.slice(0, 4)}${[...ready.birthDate.slice(4)].sort().join('')}`)
  const where = ready.postcode || ready.city
  if (name && sounds.length === 2) {
    // Thousands are called 张伟: two characters only tell together with the city.
    const few = name.whole.length <= 2
    if (!few || ready.city) keys.push(`f:${[name.given, name.family].sort().join('|')}${few ? `|${ready.city}` : ''}`)
  }
  if (where) for (const sound of sounds) keys.push(`s:${sound}|${[...where].sort().join('')}`)
  return [...keys, ...streetKeys(ready)]
}

/** House number with the sound of the longest word of the street, whichever line it stands on. */
function streetKeys(ready: PreparedRecord): string[] {
  const street = ready.street
  const longest =
    street &&
    [...street.words].sort(
      (a, b) => b.weight - a.weight || b.text.length - a.text.length || (a.text < b.text ? -1 : 1),
    )[0]
  const where = ready.postcode.slice(0, 2) || ready.city.slice(0, 3)
  return street?.numbers[0] && longest ? [`a:${street.numbers[0]}|${soundex(longest.text)}|${where}`] : []
}
