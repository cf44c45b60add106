import { expect, test } from 'vitest'
import { phoneLink, phoneText } from './phone.ts'

test.each([
  ['+8618774462644', '187 7446 2644'],
  ['+861067410265', '010-6741 0265'],
  ['+862445003466', '024-4500 3466'],
  ['+8657925501218', '0579-2550 1218'],
  ['+8675588886666 ext. 801', '0755-8888 6666 ext. 801'],
  ['+442079460000', '+442079460000'],
])('%s is read as %s', (stored, read) => {
  expect(phoneText(stored)).toBe(read)
})

test('an extension is dialled after a pause', () => {
  expect(phoneLink('+8675588886666 ext. 801')).toBe('tel:+8675588886666,801')
})
