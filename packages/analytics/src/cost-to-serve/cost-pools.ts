/** What it costs to serve a customer 管理客户的成本, and what usually drives it. Other pools may be used: a key is any text. */
export const COST_POOLS = [
  { key: 'order', zh: '订单处理', en: 'Order handling', driver: { zh: '订单行数', en: 'order lines' } },
  { key: 'transport', zh: '运输', en: 'Transport', driver: { zh: '吨公里', en: 'tonne-kilometres' } },
  { key: 'warehouse', zh: '仓储', en: 'Warehousing', driver: { zh: '托盘天数', en: 'pallet days' } },
  { key: 'returns', zh: '退货', en: 'Returns', driver: { zh: '退货件数', en: 'pieces returned' } },
  { key: 'service', zh: '客户服务', en: 'Customer service', driver: { zh: '服务工时', en: 'minutes of service' } },
  { key: 'claims', zh: '理赔', en: 'Claims', driver: { zh: '赔付金额', en: 'amounts paid' } },
  {
    key: 'receivables',
    zh: '应收账款资金占用',
    en: 'Financing receivables',
    driver: { zh: '应收余额天数', en: 'balance × days' },
  },
] as const
