import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Candidate, ranker, rankMatch, searchKeys, searchPlan, sortKey } from './index.ts'

const OCEAN: Candidate = {
  names: ['上海远洋国际物流有限公司', 'Shanghai Ocean International Logistics Co., Ltd.'],
  phones: ['+86 138-0013-8000', '021-5888 1234'],
  codes: ['K-000123', '91310115MA1K4ABC7X'],
  emails: ['zhang.wei@ocean-line.com.cn'],
}
const others: Candidate[] = [
  { names: ['重庆长安汽车股份有限公司'], phones: ['023-67594999'], codes: ['K-000124'] },
  { names: ['厦门象屿速传供应链发展股份有限公司'], codes: ['K-001230'] },
  { names: ['远洋地产（北京）有限公司'], phones: ['13912345678'], codes: ['K-000200'] },
  { names: ['深圳市中远洋浦货运代理有限公司'], codes: ['K-000201'] },
  { names: ['Mærsk (China) Shipping Co., Ltd.', '马士基（中国）航运有限公司'], codes: ['MAEU'] },
  { names: ['DHL中国'], codes: ['DHL'] },
  { names: ['单雄信'], phones: ['13700001111'] },
  { names: ['王小明'], phones: ['13600002222'], emails: ['8846213@qq.com'] },
  { names: ['浙江吕氏绿色物流有限公司'] },
  { names: ['遠洋貿易有限公司'] },
]
const everyone = [OCEAN, ...others]

/** Exactly what the database does with a plan: keys hold a group, or a sort key begins so; the slip only when nothing came. */
function search(query: string): Candidate[] {
  const plan = searchPlan(query)
  const rank = ranker(query)
  const found = (groups: readonly (readonly number[])[], prefixes: readonly string[]) =>
    everyone
      .filter((candidate) => {
        const keys = new Set(searchKeys(candidate))
        const sorts = candidate.names.slice(0, 1).map(sortKey)
        return (
          groups.some((g) => g.every((key) => keys.has(key))) ||
          prefixes.some((p) => sorts.some((s) => s.startsWith(p)))
        )
      })
      .map((candidate) => ({ candidate, worth: rank(candidate) }))
      .filter(({ worth }) => worth > 0)
      .sort((a, b) => b.worth - a.worth)
      .map(({ candidate }) => candidate)
  const direct = found(plan.groups, plan.prefixes)
  return direct.length ? direct : found(plan.typo, [])
}
const firstName = (query: string) => search(query)[0]?.names[0]

describe('the obvious comes first', () => {
  test.each([
    ['上海远洋', '上海远洋国际物流有限公司'],
    ['上海远洋国际物流有限公司', '上海远洋国际物流有限公司'],
    ['国际', '上海远洋国际物流有限公司'],
    ['物流有限', '上海远洋国际物流有限公司'],
    ['远洋地', '远洋地产（北京）有限公司'],
    ['远洋地产北京', '远洋地产（北京）有限公司'],
    ['洋浦', '深圳市中远洋浦货运代理有限公司'],
    ['中远', '深圳市中远洋浦货运代理有限公司'],
    ['shanghaiyuanyang', '上海远洋国际物流有限公司'],
    ['shanghaiyu', '上海远洋国际物流有限公司'],
    ['ShangHai YuanYang', '上海远洋国际物流有限公司'],
    ['guojiwuliu', '上海远洋国际物流有限公司'],
    ['shyy', '上海远洋国际物流有限公司'],
    ['yygj', '上海远洋国际物流有限公司'],
    ['shyygjwl', '上海远洋国际物流有限公司'],
    ['上海yy', '上海远洋国际物流有限公司'],
    ['上海yuan', '上海远洋国际物流有限公司'],
    ['shanghaiyy', '上海远洋国际物流有限公司'],
    ['上海 物流', '上海远洋国际物流有限公司'],
    ['13800138000', '上海远洋国际物流有限公司'],
    ['+86 138 0013 8000', '上海远洋国际物流有限公司'],
    ['0138', '上海远洋国际物流有限公司'],
    ['5888', '上海远洋国际物流有限公司'],
    ['138-0013', '上海远洋国际物流有限公司'],
    ['K-000123', '上海远洋国际物流有限公司'],
    ['k000123', '上海远洋国际物流有限公司'],
    ['123', '上海远洋国际物流有限公司'],
    ['91310115MA1K4ABC7X', '上海远洋国际物流有限公司'],
    ['91310115ma1k4', '上海远洋国际物流有限公司'],
    ['ABC7X', '上海远洋国际物流有限公司'],
    ['ocean', '上海远洋国际物流有限公司'],
    ['oce', '上海远洋国际物流有限公司'],
    ['ocean logis', '上海远洋国际物流有限公司'],
    ['zhang.wei@ocean-line.com.cn', '上海远洋国际物流有限公司'],
    ['zhangwei', '上海远洋国际物流有限公司'],
    ['chongqing', '重庆长安汽车股份有限公司'],
    ['cqca', '重庆长安汽车股份有限公司'],
    ['长安', '重庆长安汽车股份有限公司'],
    ['庆长', '重庆长安汽车股份有限公司'],
    ['xiamen', '厦门象屿速传供应链发展股份有限公司'],
    ['xmxy', '厦门象屿速传供应链发展股份有限公司'],
    ['maersk', 'Mærsk (China) Shipping Co., Ltd.'],
    ['Maer', 'Mærsk (China) Shipping Co., Ltd.'],
    ['mashiji', 'Mærsk (China) Shipping Co., Ltd.'],
    ['dhl', 'DHL中国'],
    ['dhlzg', 'DHL中国'],
    ['DHL中国', 'DHL中国'],
    ['shanxiongxin', '单雄信'],
    ['单', '单雄信'],
    ['王', '王小明'],
    ['xiaoming', '王小明'],
    ['wxm', '王小明'],
    ['8846213@qq.com', '王小明'],
    ['884621', '王小明'],
    ['lvshi', '浙江吕氏绿色物流有限公司'],
    ['吕氏', '浙江吕氏绿色物流有限公司'],
    ['貿易', '遠洋貿易有限公司'],
  ])('%s finds %s', (query, name) => expect(firstName(query)).toBe(name))

  test('遠 and 远 sound alike and both are found, the one as typed before', () => {
    expect(search('远洋').map((candidate) => candidate.names[0])).toEqual([
      '远洋地产（北京）有限公司',
      '上海远洋国际物流有限公司',
      '深圳市中远洋浦货运代理有限公司',
      '遠洋貿易有限公司',
    ])
  })
})

describe('one slip of hand', () => {
  test.each([
    ['another character of the same sound', '上海元洋'],
    ['a wrong character', '上海远样国际'],
    ['a missing character', '上海远国际物流'],
    ['an added character', '上海远大洋国际'],
    ['n for ng', 'shanhaiyuanyang'],
    ['s for sh', 'sanghaiyuanyang'],
    ['exchanged letters', 'ocaen'],
    ['a wrong letter', 'oceam'],
    ['a missing letter', 'logisics'],
    ['a wrong digit', '13800138001'],
    ['exchanged digits', '13800183000'],
    ['a wrong digit in a code', 'K-000183'],
  ])('%s: %s', (_, query) => expect(search(query)).toContain(OCEAN))
})

test.each(['马云', 'zzzz', '99999', '远方', 'qwer@example.com', '!!!', ''])('nothing answers %j', (query) => {
  expect(search(query)).toEqual([])
})

test('the shorter name wins among equals', () => {
  expect(rankMatch('远洋', { names: ['远洋'] })).toBeGreaterThan(rankMatch('远洋', { names: ['远洋地产'] }))
  expect(rankMatch('远洋', { names: ['远洋地产'] })).toBeGreaterThan(rankMatch('远洋', { names: ['远洋地产控股'] }))
})

test('code, beginning, word after the place, part, pinyin, initials, sound, slip: in this order', () => {
  const worth = (query: string, name: string, codes: string[] = []) => rankMatch(query, { names: [name], codes })
  const order = [
    worth('yuanyang', '甲乙丙丁贸易', ['yuanyang']),
    worth('远洋', '远洋'),
    worth('远洋', '远洋地产'),
    worth('远洋', '上海远洋地产控股'),
    worth('远洋', '中远洋'),
    worth('yuanyang', '远洋地产'),
    worth('yuanyang', '上海远洋地产'),
    worth('yuanyang', '中远洋'),
    worth('yydc', '远洋地产'),
    worth('yydc', '上海远洋地产'),
    worth('yydc', '中大远洋地产'),
    worth('元洋', '远洋地产'),
    worth('远羊地产', '远大地产'),
  ]
  expect(order.toSorted((a, b) => b - a)).toEqual(order)
  expect(new Set(order).size).toBe(order.length)
})

test('an odd name costs little: emoji, 10 kB, 4-byte characters, right to left', () => {
  expect(searchKeys({ names: ['🚢'.repeat(5000)] })).toEqual([])
  expect(searchKeys({ names: ['物流远洋'.repeat(2500)] }).length).toBeLessThan(200)
  expect(searchKeys({ names: ['𠮷野家物流'] }).length).toBeGreaterThan(3)
  expect(searchKeys({ names: ['شركة'] })).toEqual([])
})

test('keys are distinct 32-bit integers without zero', () => {
  const keys = searchKeys(OCEAN)
  expect(new Set(keys).size).toBe(keys.length)
  for (const key of keys) expect(key !== 0 && (key | 0) === key).toBe(true)
})

test('keys stay as they are: they are stored in databases', () => {
  expect(searchKeys({ names: ['上海'] })).toMatchInlineSnapshot(`
    [
      789397781,
      445139979,
      517662274,
    ]
  `)
})

test.each([
  ['上海远洋', 'shang hai yuan yang'],
  ['Maersk Line', 'maersk line'],
  ['DHL中国', 'dhl zhong guo'],
  ['重庆', 'chong qing'],
  ['3M中国', '3m zhong guo'],
  ['🚢', ''],
])('%s sorts as %s', (name, key) => expect(sortKey(name)).toBe(key))

test('byte order of sort keys is pinyin order', () => {
  const names = ['中远', '阿里', 'Maersk', '北京', '3M', '上海', 'DHL', '重庆']
  const order = names.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
  expect(order).toEqual(['3M', '阿里', '北京', '重庆', 'DHL', 'Maersk', '上海', '中远'])
})

test('two initials find the given name of a person behind the places beginning so', () => {
  expect(search('xm').map((candidate) => candidate.names[0])).toEqual(['厦门象屿速传供应链发展股份有限公司', '王小明'])
})

test.each(['远洋 有限', '上海远洋 公司', '远洋国际物流有限', 'shanghaiyuanyang gongsi', '远洋国际 有限公司'])(
  '%s is not spoiled by what every company is called',
  (query) => {
    expect(search(query)).toContain(OCEAN)
  },
)

const CHARS = [...'上海远洋国际物流有限公司重庆长安厦门银行集团股份中转运会计乐清單雄ABCKLinedhl123']
describe('for any name', () => {
  const names = fc.array(fc.constantFrom(...CHARS), { minLength: 2, maxLength: 20 }).map((chars) => chars.join(''))
  test('every part of three characters or more is found by the keys and confirmed by the ranking', () =>
    fc.assert(
      fc.property(names, fc.nat(18), fc.integer({ min: 3, max: 8 }), (name, from, length) => {
        const part = name.slice(from, from + length)
        // Words of the legal form have no keys: a part that holds one is found by what stands beside it, if enough does.
        fc.pre(part.length >= 3 && !/有限|公司|股份/.test(part) && !/^[限司份]|[有公股]$/.test(part))
        expect(rankMatch(part, { names: [name] })).toBeGreaterThan(0)
        const keys = new Set(searchKeys({ names: [name] }))
        const { groups, prefixes } = searchPlan(part)
        const found =
          groups.some((group) => group.every((key) => keys.has(key))) ||
          prefixes.some((prefix) => sortKey(name).startsWith(prefix))
        expect(found || groups.length === 0).toBe(true)
      }),
      { numRuns: 500 },
    ))
  test('no text makes it fail', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        (query, name) => {
          searchKeys({ names: [name], phones: [name], codes: [name], emails: [name] })
          searchPlan(query)
          expect(
            rankMatch(query, { names: [name], phones: [query], codes: [name], emails: [query] }),
          ).toBeGreaterThanOrEqual(0)
        },
      ),
    ))
})
