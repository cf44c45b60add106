import type { Team } from '@quayside/contract'
import { expect, test } from 'vitest'
import { inTreeOrder } from './team-tree.ts'

const team = (id: string, parentId: string | null = null): Team => ({ id, name: id, parentId, members: [], version: 1 })

test('sub-teams follow their team, one step in', () => {
  const order = inTreeOrder([team('north', 'sales'), team('service'), team('sales'), team('harbour', 'north')])
  expect(order.map(({ team: { id }, depth }) => [id, depth])).toEqual([
    ['service', 0],
    ['sales', 0],
    ['north', 1],
    ['harbour', 2],
  ])
})

test('no team is lost when its parent is unknown or the tree bites its tail', () => {
  const order = inTreeOrder([team('a', 'b'), team('b', 'a'), team('c', 'gone')])
  expect(order.map(({ team: { id } }) => id).sort()).toEqual(['a', 'b', 'c'])
})
