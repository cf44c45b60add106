import type { OrderReason, Sentence } from '@quayside/contract'
import { plainSentence } from '../../../../platform/sentence.ts'

type Words = readonly [zh: string, en: string]

/** Parts of an order that repeat, as a dispatcher calls them. */
const parts: Readonly<Record<string, Words>> = {
  lines: ['服务行', 'line'],
  goods: ['货物', 'goods'],
  places: ['地点', 'place'],
  parties: ['当事方', 'party'],
  references: ['参考号', 'reference'],
}
const fields: Readonly<Record<string, Words>> = {
  quantity: ['数量', 'quantity'],
  packages: ['件数', 'packages'],
  weightG: ['重量', 'weight'],
  volumeCm3: ['体积', 'volume'],
  priceE4: ['价格', 'price'],
  currency: ['币种', 'currency'],
  orderedOn: ['下单日期', 'date of the order'],
  requestedOn: ['要求日期', 'requested date'],
  from: ['最早时间', 'earliest time'],
  to: ['最晚时间', 'latest time'],
  country: ['国家', 'country'],
  unlocode: ['地点代码', 'code of the place'],
  hsCode: ['HS 编码', 'HS code'],
}

/**
 * A reason of the door for orders, for somebody who sees the message and not the order: where it is, and that it is to be put right.
 * What does not stop an order stands as it is.
 */
export function reasonOfOrder({ code, zh, en, params, path, severity }: OrderReason): Sentence {
  if (severity !== 'error') return plainSentence({ code, zh, en, params })
  const [placeZh, placeEn] = placeOf(path)
  return plainSentence({
    code,
    zh: `${placeZh && `${placeZh}：`}${zh}请改正后重新处理。`,
    en: `${placeEn && `${placeEn}: `}${en} Put it right and take the message anew.`,
    params,
  })
}

/** `/goods/0/packages`: goods 1, packages. */
function placeOf(path: string): Words {
  const [first = '', at = '', ...rest] = path.split('/').filter(Boolean)
  const part = Object.hasOwn(parts, first) ? parts[first] : undefined
  const name = part ? (rest.at(-1) ?? '') : first
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined
  const number = part && /^\d+$/.test(at) ? Number(at) + 1 : undefined
  const zh = [number === undefined ? '' : `第 ${number} 个${part?.[0]}`, field?.[0] ?? ''].filter(Boolean).join('的')
  const en = [number === undefined ? '' : `${part?.[1]} ${number}`, field?.[1] ?? ''].filter(Boolean).join(', ')
  return [zh, en && en[0]?.toUpperCase() + en.slice(1)]
}
