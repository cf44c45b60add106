import { expect, test } from 'vitest'
import { choicesOf, type MergeField, pickOf, resultOf } from './merge-draft.ts'

const field = (name: string, a: unknown, b: unknown): MergeField => ({
  name,
  a,
  b,
  differs: true,
  joinable: false,
  masked: false,
})

test('without a choice the winner keeps his value, and takes the other where he has none', () => {
  expect(pickOf(field('phone', '1', '2'), {}, 'a')).toBe('a')
  expect(pickOf(field('phone', null, '2'), {}, 'a')).toBe('b')
  expect(pickOf(field('phone', '1', ''), {}, 'b')).toBe('a')
})

test('lists are joined, each value once', () => {
  const tags = field('tags', ['vip', 'sea'], ['sea', 'air'])
  expect(pickOf(tags, {}, 'b')).toBe('both')
  expect(resultOf(tags, 'both')).toEqual(['vip', 'sea', 'air'])
})

test('notes are joined as paragraphs', () => {
  expect(resultOf(field('note', 'one', 'two'), 'both')).toBe('one\n\ntwo')
  expect(resultOf(field('note', 'one', ''), 'both')).toBe('one')
})

test('sides travel as winner and loser, and only what was chosen travels', () => {
  expect(choicesOf({ phone: 'a', email: 'b', note: 'both' }, 'b')).toEqual({
    phone: 'loser',
    email: 'winner',
    note: 'both',
  })
})
