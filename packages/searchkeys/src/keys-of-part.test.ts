import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keysOfPart, searchKeys } from './index.ts'

const han = fc.constantFrom(...'上海远洋国际物流有限公司重庆长安汽车股份责任宁波行')
const text = (least: number, most: number) =>
  fc.array(han, { minLength: least, maxLength: most }).map((all) => all.join(''))

test('whatever stands around it, a name has the keys of each of its parts', () => {
  fc.assert(
    fc.property(
      text(0, 20),
      text(2, 8),
      text(0, 20),
      fc.constantFrom('', '（', ' ', 'DHL'),
      (before, part, after, mark) => {
        const keys = new Set(searchKeys({ names: [`${before}${mark}${part}${mark}${after}`] }))
        expect(keysOfPart(part).filter((key) => !keys.has(key))).toEqual([])
      },
    ),
  )
})

test.each(['远', 'ocean', '远洋 物流', '有限公司', '𠮷野🚢', ''])('of %j no key is sure', (part) =>
  expect(keysOfPart(part)).toEqual([]),
)
test('of two characters one is', () => expect(keysOfPart('远洋')).toHaveLength(1))
