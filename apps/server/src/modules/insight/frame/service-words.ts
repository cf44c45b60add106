import type { ReportLocale, ServiceKind } from '@quayside/contract'
import type { z } from 'zod'

/** Services as reports call them. */
export const serviceWords: Record<ReportLocale, Record<z.infer<typeof ServiceKind>, string>> = {
  'zh-CN': {
    road: '公路',
    rail: '铁路',
    air: '空运',
    sea: '海运',
    express: '快递',
    multimodal: '多式联运',
    warehousing: '仓储',
    processing: '加工',
    customs: '报关',
    packaging: '包装',
    goods: '商品',
    other: '其他',
  },
  en: {
    road: 'Road',
    rail: 'Rail',
    air: 'Air',
    sea: 'Sea',
    express: 'Express',
    multimodal: 'Multimodal',
    warehousing: 'Warehousing',
    processing: 'Processing',
    customs: 'Customs',
    packaging: 'Packaging',
    goods: 'Goods',
    other: 'Other',
  },
}

/** A service in words; what is none stays as it is. */
export const serviceWord = (service: string, locale: ReportLocale): string =>
  (serviceWords[locale] as Record<string, string>)[service] ?? service
