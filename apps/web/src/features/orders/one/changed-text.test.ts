import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import en from '../../../i18n/en/orders.json'
import zh from '../../../i18n/zh-CN/orders.json'
import { changedText } from './changed-text.ts'

const before = {
  customerReference: 'PO-1',
  goods: [{ packages: 3, weightG: 1_250_500 }],
  parties: [{ customer: { id: '01a20821-d1e0-750c-b6fe-77f71ca074e3' } }],
  lines: [{ service: 'air', priceE4: 12_345_600 }],
}
beforeAll(async () => {
  const interpolation = { escapeValue: false }
  await i18next.init({ lng: 'en', interpolation, resources: { en: { orders: en }, 'zh-CN': { orders: zh } } })
})

test('a change says what it touched by the names of the form, and what stood there', () => {
  const text = (path: string, language = 'en') =>
    changedText(path, before, i18next.getFixedT(language, 'orders'), language)
  expect(text('/goods/0/packages')).toBe('goods 1: Packages (was 3)')
  expect(text('/goods/0/packages', 'zh-CN')).toBe('货物 1：件数（原为 3）')
  expect(text('/goods/0/weightG')).toBe('goods 1: Weight (was 1,250.5 kg)')
  expect(text('/goods/0/hsCode')).toBe('goods 1: HS code')
  expect(text('/lines/0/priceE4')).toBe('service 1: Typed price (was 1,234.56)')
  expect(text('/customerReference')).toBe('customer’s reference (was PO-1)')
  expect(text('/goods/1')).toBe('goods 2 added')
  expect(text('/lines/0/service')).toBe('service 1: Service (was Air)')
  expect(text('/parties/0/customer/id')).toBe('party 1: Our customer')
  expect(text('/lines/0')).toBe('service 1 removed')
})
