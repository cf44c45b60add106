/** Deterministic Chinese company names, telephones and customer numbers for measuring; the same seed gives the same rows. */
import { searchKeys } from '../src/search-keys.ts'
import { sortKey } from '../src/sort-key.ts'

const CITIES =
  '上海 北京 深圳 广州 杭州 苏州 宁波 天津 青岛 厦门 重庆 成都 武汉 南京 长沙 西安 大连 无锡 佛山 东莞'.split(' ')
const CORE =
  '远洋海通顺达安捷华联中盛恒泰丰瑞金鑫源创新天宇宏图长江银河东方明珠永利德信和美佳锦程嘉诚博睿亿腾飞鹏翔龙凤山川林森泽润康健乐福禄寿喜旺兴隆昌荣茂'
const TRADES =
  '物流 国际物流 供应链管理 国际货运代理 贸易 进出口贸易 电子科技 食品 纺织 机械设备 新材料 医药 汽车配件 化工 家具 服装'.split(
    ' ',
  )
const KINDS = ['有限公司', '有限公司', '有限公司', '股份有限公司', '有限责任公司', '集团有限公司', '']

export type Company = { id: number; name: string; phone: string; code: string }

export function* companies(count: number, seed = 20260101): Generator<Company> {
  let state = seed
  const below = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
  // Low ranks are drawn far more often, as real cities and trades are.
  const pick = (list: readonly string[]) => list[Math.floor(list.length * (below(1e6) / 1e6) ** 2)] ?? ''
  const core = [...CORE]
  for (let id = 1; id <= count; id++) {
    const middle = Array.from({ length: 2 + below(2) }, () => core[below(core.length)]).join('')
    yield {
      id,
      name: `${pick(CITIES)}${below(4) === 0 ? '市' : ''}${middle}${pick(TRADES)}${KINDS[below(KINDS.length)]}`,
      phone: `1${['3', '5', '7', '8', '9'][below(5)]}${String(below(1e9)).padStart(9, '0')}`,
      code: `K-${String(id).padStart(7, '0')}`,
    }
  }
}

/** One line of COPY text format: id, name, phone, code, sort_key, search_keys. */
export const copyLine = ({ id, name, phone, code }: Company): string =>
  `${id}\t${name}\t${phone}\t${code}\t${sortKey(name)}\t{${searchKeys({ names: [name], phones: [phone], codes: [code] }).join()}}\n`
