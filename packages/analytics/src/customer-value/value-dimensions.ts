/**
 * What a customer gets and what he gives for it, as the sources name it: total value 客户总价值 of product, service, personnel and image,
 * total cost 客户总成本 of money, time and energy (after Kotler's customer delivered value).
 */
export const VALUE_DIMENSIONS = [
  { key: 'product', side: 'value', zh: '产品价值', en: 'Product' },
  { key: 'service', side: 'value', zh: '服务价值', en: 'Service' },
  { key: 'personnel', side: 'value', zh: '人员价值', en: 'Personnel' },
  { key: 'image', side: 'value', zh: '形象价值', en: 'Image' },
  { key: 'money', side: 'cost', zh: '货币成本', en: 'Money' },
  { key: 'time', side: 'cost', zh: '时间成本', en: 'Time' },
  { key: 'energy', side: 'cost', zh: '精力成本', en: 'Energy' },
] as const

export type ValueDimension = (typeof VALUE_DIMENSIONS)[number]['key']

/** By dimension, 0 (none) … 1 (most); a dimension that is missing or undefined was not answered, which is not 0. */
export type ValueScores = Readonly<Partial<Record<ValueDimension, number | undefined>>>
