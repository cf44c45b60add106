import type { ReportLocale } from '@quayside/contract'

/** As the page calls them. */
const methods = {
  combination: { 'zh-CN': '组合', en: 'combination' },
  theta: { 'zh-CN': 'Theta', en: 'Theta' },
  dynamicTheta: { 'zh-CN': '动态 Theta', en: 'dynamic theta' },
  optimisedTheta: { 'zh-CN': '优化 Theta', en: 'optimised theta' },
  damped: { 'zh-CN': '阻尼趋势', en: 'damped trend' },
  holt: { 'zh-CN': '线性趋势', en: 'linear trend' },
  ses: { 'zh-CN': '指数平滑', en: 'exponential smoothing' },
  naive: { 'zh-CN': '同上月', en: 'as last month' },
  naive2: { 'zh-CN': '同上月（按季节）', en: 'as last month, by season' },
  seasonalNaive: { 'zh-CN': '同上年同月', en: 'as a year before' },
  croston: { 'zh-CN': 'Croston', en: 'Croston' },
  tsb: { 'zh-CN': '零星需求（TSB）', en: 'seldom orders (TSB)' },
} as const satisfies Record<string, Record<ReportLocale, string>>

const isNamed = (method: string): method is keyof typeof methods => Object.hasOwn(methods, method)

/** How a forecast was made, in the reader's language. */
export const methodWord = (method: string, locale: ReportLocale): string =>
  isNamed(method) ? methods[method][locale] : method
