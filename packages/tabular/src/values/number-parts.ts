export type DecimalMark = '.' | ','

/** value = (negative ? -1 : 1) × digits × 10^exponent; `digits` is an integer as text. */
export type NumberParts = { negative: boolean; digits: string; exponent: number }

const currency =
  /(?:HK\$|US\$|NT\$|R\$|CN¥|RMB|CNY|USD|EUR|GBP|JPY|HKD|TWD|SGD|[¥$€£₩₽₹฿]|人民币|美元|欧元|港币|元|圆)/gi
const chineseUnits: Record<string, number> = { 十: 1, 百: 2, 千: 3, 万: 4, 萬: 4, 亿: 8, 億: 8 }

/**
 * Takes a written number apart without floating point. Accepted: full-width digits, currency signs, thousands
 * separators (comma, dot, space, apostrophe; Indian groups), minus before or behind, (accounting negatives), percent,
 * exponents, 万 and 亿. Null: no number. One comma before three digits separates thousands unless `decimal` says ','.
 */
export function numberParts(text: string, decimal?: DecimalMark): NumberParts | null {
  let rest = text
    .normalize('NFKC')
    .replace(/[−–﹣]/g, '-')
    .replace(currency, '')
    .replace(/[\s'’]/g, '')
  let negative = false
  const bracketed = /^\((.*)\)$/.exec(rest)
  if (bracketed) {
    negative = true
    rest = bracketed[1] ?? ''
  }
  let exponent = 0
  if (/[%‰]$/.test(rest)) {
    exponent = rest.endsWith('%') ? -2 : -3
    rest = rest.slice(0, -1)
  }
  const signed = /^([-+]?)(.*?)(-?)$/.exec(rest)
  if (!signed || (signed[1] && signed[3])) return null
  if (signed[1] === '-' || signed[3] === '-') {
    if (bracketed) return null
    negative = true
  }
  rest = signed[2] ?? ''
  const unit = chineseUnits[rest.at(-1) ?? '']
  if (unit !== undefined) {
    exponent += unit
    rest = rest.slice(0, -1)
  }
  const scientific = /^([\d.,]+)e([-+]?\d{1,4})$/i.exec(rest)
  if (scientific) {
    exponent += Number(scientific[2])
    rest = scientific[1] ?? ''
  }
  const plain = withoutSeparators(rest, decimal)
  return plain && { negative, digits: plain.whole + plain.fraction, exponent: exponent - plain.fraction.length }
}

function withoutSeparators(text: string, decimal?: DecimalMark): { whole: string; fraction: string } | null {
  if (!/^[\d.,]*\d[\d.,]*$/.test(text)) return null
  const mark = decimal ?? guessMark(text)
  const group = mark === '.' ? ',' : '.'
  const [whole = '', fraction = '', ...more] = text.split(mark)
  if (more.length > 0 || fraction.includes(group)) return null
  if (!whole.includes(group)) return { whole, fraction }
  const grouped = group === ',' ? /^\d{1,3}(?:,\d{2,4})*,\d{3,4}$/ : /^\d{1,3}(?:\.\d{3})+$/
  return grouped.test(whole) ? { whole: whole.replaceAll(group, ''), fraction } : null
}

function guessMark(text: string): DecimalMark {
  const comma = text.lastIndexOf(',')
  const dot = text.lastIndexOf('.')
  if (comma !== -1 && dot !== -1) return comma > dot ? ',' : '.'
  if (comma !== -1) return text.indexOf(',') === comma && text.length - comma - 1 !== 3 ? ',' : '.'
  return dot !== -1 && text.indexOf('.') !== dot ? ',' : '.'
}
