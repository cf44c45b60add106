import { expect, test } from 'vitest'
import { type Changed, concerns, noteChange } from './live-changes.ts'

const account = '01980000-0000-7000-8000-000000000001'
const other = '01980000-0000-7000-8000-000000000002'
const order = '01980000-0000-7000-8000-000000000003'

function after(subject: string, id: string, accountId: string | null): Changed {
  const changed: Changed = new Map()
  noteChange(changed, { subject, id, kind: `${subject}.changed`, accountId })
  return changed
}

test.each([
  [['account', account, 'timeline'], true],
  [['account', other], false],
  [['account', 'list', { sort: 'name' }], true],
  [['order', 'list'], false],
  [['me'], false],
])('a changed account concerns %j: %s', (key, expected) => {
  expect(concerns(key, after('account', account, account))).toBe(expected)
})

test.each([
  [['order', 'list'], true],
  [['account', account, '360'], true],
  [['account', 'list'], false],
])('an order of an account concerns %j: %s', (key, expected) => {
  expect(concerns(key, after('order', order, account))).toBe(expected)
})
