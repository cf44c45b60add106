import * as validity from '@quayside/validity'
import { expect, test } from 'vitest'
import { faultsOf } from './check-forms.ts'

test('what is typed wrongly is said beside its field, in the language of the reader', () => {
  const typed = { phone: '123', mobile: '138 0013 8000', email: 'a@b', website: '', creditCode: '913101150MAB00000X' }
  const faults = faultsOf(typed, validity, 'CN', 'en')
  expect(Object.keys(faults)).toEqual(['phone', 'email', 'creditCode'])
  expect(faults.phone).toContain('"123" has only 3 digits')
  expect(faultsOf(typed, validity, 'CN', 'zh-CN').phone).toContain('只有 3 位数字')
})

test('a postcode is held against the country of its address', () => {
  expect(faultsOf({ postcode: '20013', country: 'CN' }, validity, 'CN', 'en')).toHaveProperty('postcode')
  expect(faultsOf({ postcode: '20013', country: 'DE' }, validity, 'CN', 'en')).toEqual({})
})
