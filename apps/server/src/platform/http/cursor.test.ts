import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from './cursor.ts'

const Position = z.tuple([z.string(), z.uuid()])

test('what goes into a cursor comes out of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.uuid(), (key, id) => {
      const cursor = encodeCursor([key.toWellFormed(), id])
      expect(cursor).toMatch(/^[\w-]+$/)
      expect(decodeCursor(Position, cursor)).toEqual([key.toWellFormed(), id])
    }),
  )
})

test('whatever else is handed in is refused, not trusted', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((json) => Buffer.from(json).toString('base64url')),
      ),
      (text) => {
        expect(() => decodeCursor(Position, text)).toThrow('does not belong to this list')
      },
    ),
  )
})
