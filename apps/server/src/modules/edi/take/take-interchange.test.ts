import { expect, test } from 'vitest'
import { inBytes } from './take-interchange.ts'

test('as many messages are held at once as fit together, in their order, and one at least', () => {
  const of = (...sizes: number[]) => sizes.map((bytes) => ({ bytes, correctedBytes: null }))
  const sizes = (messages: readonly { bytes: number }[]) => messages.map(({ bytes }) => bytes)
  expect(inBytes(of(), 10)).toEqual([])
  expect(sizes(inBytes(of(4, 6, 1), 10))).toEqual([4, 6])
  expect(sizes(inBytes(of(4, 7, 1), 10))).toEqual([4])
  expect(sizes(inBytes(of(99, 1), 10))).toEqual([99])
  expect(sizes(inBytes(of(1, 2, 3), 10))).toEqual([1, 2, 3])
  // A copy that a person put right is what is read.
  expect(inBytes([{ bytes: 1, correctedBytes: 8 }, ...of(3)], 10)).toHaveLength(1)
})
