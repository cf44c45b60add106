import { unitsOf } from './units.ts'

/** Keeps an index entry short; names that agree so far are in the order of their ids anyway. */
const MAX_LENGTH = 64

/**
 * Text whose plain byte order ("C" collation) is pinyin order: syllables parted by spaces, Latin words in lower case.
 * It is also what a search for the beginning of a name walks. Names of the same sound keep no order among themselves.
 * @example sortKey('上海远洋') // 'shang hai yuan yang'
 */
export function sortKey(name: string): string {
  let key = ''
  let latinBefore = false
  for (const unit of unitsOf(name)) {
    const latin = unit.spoken === ''
    if (key && !(latin && latinBefore && !unit.wordStart)) key += ' '
    key += unit.spoken || unit.char
    latinBefore = latin
    if (key.length >= MAX_LENGTH) break
  }
  return key.slice(0, MAX_LENGTH)
}
