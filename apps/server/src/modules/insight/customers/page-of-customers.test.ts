import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placesBy } from './page-of-customers.ts'

const figures = fc.array(fc.constantFrom(-0, 0, 1, -1, 1.5, 1e300, -1e300, Number.NaN), { maxLength: 60 })

test('places are in the order of their figures, equal ones as they came, unknown ones last', () =>
  fc.assert(
    fc.property(figures, fc.func(fc.boolean()), (of, passes) => {
      const keep = (place: number) => passes(place)
      const expected = [...of.keys()].filter(keep).sort((one, other) => {
        const [a, b] = [one, other].map((place) => (Number.isNaN(of[place]) ? Infinity : (of[place] as number)))
        return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : one - other
      })
      expect([...placesBy(of.length, keep, (place) => of[place] as number)]).toEqual(expected)
    }),
  ))
