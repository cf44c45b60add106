import { placeLength, placeOfPinyin } from './places.ts'
import { fold } from './units.ts'

/** More ways to part a word are not worth the time they take. */
const MAX_WAYS = 4
/** Initials of a place and of the word after it: shyy. */
const INITIALS = /^[a-z]{4,8}$/

/**
 * A query typed in one go, parted where its writer left something out: 大连机械 for 大连市恒智机械设备有限公司, dalianlongxinkai for
 * 大连市隆信凯, shkoyy for 上海市康欧医药. The likeliest first; to be looked up when the query as typed finds nothing.
 */
export function spacedQueries(query: string): string[] {
  const word = fold(query.slice(0, 48)).trim()
  if (/^\p{Script=Han}{4,}$/u.test(word)) return hanWays([...word])
  if (!/^[a-z]{4,}$/.test(word)) return []
  const place = placeOfPinyin(word)
  const ways = place < word.length - 1 && place > 0 ? [place] : []
  if (INITIALS.test(word)) ways.push(2)
  return ways.map((at) => `${word.slice(0, at)} ${word.slice(at)}`)
}

function hanWays(chars: readonly string[]): string[] {
  const place = placeLength(chars)
  const others = Array.from({ length: chars.length - 3 }, (_, n) => chars.length - 2 - n)
  const ways = [...new Set([...(place > 1 && place < chars.length - 1 ? [place] : []), ...others])]
  return ways.slice(0, MAX_WAYS).map((at) => `${chars.slice(0, at).join('')} ${chars.slice(at).join('')}`)
}
