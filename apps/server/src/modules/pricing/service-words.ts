/** Services in the sentences of a price. */
const words: Readonly<Record<string, { zh: string; en: string }>> = {
  road: { zh: '公路', en: 'road' },
  rail: { zh: '铁路', en: 'rail' },
  air: { zh: '空运', en: 'air' },
  sea: { zh: '海运', en: 'sea' },
  express: { zh: '快递', en: 'express' },
  multimodal: { zh: '多式联运', en: 'multimodal' },
  warehousing: { zh: '仓储', en: 'warehousing' },
  processing: { zh: '加工', en: 'processing' },
  customs: { zh: '报关', en: 'customs' },
  packaging: { zh: '包装', en: 'packaging' },
  goods: { zh: '商品', en: 'goods' },
  other: { zh: '其他', en: 'other' },
}

interface Served {
  service: string | null
  mode: string | null
  level: string | null
}

/** Service, mode and level as one; `*` where a card says none. */
export const serviceText = ({ service, mode, level }: Served, language: 'zh' | 'en'): string =>
  [service && (words[service]?.[language] ?? service), mode, level].filter(Boolean).join(' · ') || '*'
