import type { Place } from './places.ts'
import type { Random } from './random.ts'

/** Local numbers have eight digits in the large cities and seven in Xiamen. */
const digitsIn = ({ areaCode }: Place) => (areaCode === '592' ? 7 : 8)
const unallotted = ['90', '91', '92', '93', '94', '97', '98', '99'] as const

/**
 * A fixed line that nobody can have: mainland subscriber numbers begin with 2 to 8; 9 is kept for short service codes
 * (95…, 96…), and the other 9… are not given out. The forms pass the checks of telephone numbers all the same.
 */
export const landline = (random: Random, place: Place) => {
  const rest = digitsIn(place) - 2
  return `+86${place.areaCode}${random.pick(unallotted)}${String(random.whole(0, 10 ** rest - 1)).padStart(rest, '0')}`
}

/** Without a factor in common with the range, so that it scatters consecutive people over all of it and no two meet. */
const scatter = 6_180_343
const range = 10_000_000

/**
 * The mobile of person `at` (0–9) of customer `index`: unique in a world of a million customers. The plan keeps no range for
 * fiction; 1349 belongs to satellite telephones and to no mobile network, so that a subscriber is as unlikely as it gets.
 */
export const mobile = (seed: number, index: number, at: number) => {
  const person = (((seed >>> 0) % range) + index * 10 + at) % range
  return `+861349${String((person * scatter) % range).padStart(7, '0')}`
}
