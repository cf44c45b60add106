import { expect, test } from 'vitest'
import { pageAt } from './page-at.ts'

test.each([
  ['/', '/my-day', {}],
  ['/accounts', '/accounts', {}],
  ['/accounts/new', '/accounts/new', {}],
  ['/accounts/01a2', '/accounts/$id', { id: '01a2' }],
  ['/accounts/01a2/edit', '/accounts/$id/edit', { id: '01a2' }],
])('%s is the screen %s', (address, path, params) => {
  const found = pageAt(address)
  expect([found?.page.path, found?.params]).toEqual([path, params])
})

test('an address of nothing is no screen', () => {
  expect(pageAt('/nowhere/at/all')).toBeUndefined()
})
