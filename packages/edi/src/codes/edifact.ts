import type { CodeLists } from './code-lists.ts'

export const edifactCodes: CodeLists = {
  // Document name
  1001: {
    220: ['订单', 'Order'],
    221: ['框架订单', 'Blanket order'],
    230: ['订单变更', 'Purchase order change'],
    231: ['订单答复', 'Purchase order response'],
    351: ['发货通知', 'Despatch advice'],
    380: ['商业发票', 'Commercial invoice'],
    381: ['贷项通知', 'Credit note'],
  },
  // Message function
  1225: {
    1: ['取消', 'Cancellation'],
    4: ['变更', 'Change'],
    5: ['替换', 'Replacement'],
    9: ['原始', 'Original'],
  },
  // Date or time qualifier
  2005: {
    2: ['要求送达', 'Delivery requested'],
    11: ['发货', 'Despatch'],
    35: ['实际送达', 'Actual delivery'],
    63: ['最晚送达', 'Latest delivery'],
    64: ['最早送达', 'Earliest delivery'],
    137: ['单证日期', 'Document date'],
    171: ['参考日期', 'Reference date'],
  },
  // Party
  3035: {
    BY: ['买方', 'Buyer'],
    CA: ['承运人', 'Carrier'],
    CN: ['收货人', 'Consignee'],
    CZ: ['发货人', 'Consignor'],
    DP: ['送货地', 'Delivery party'],
    IV: ['发票接收方', 'Invoicee'],
    SE: ['卖方', 'Seller'],
    SU: ['供应商', 'Supplier'],
    UC: ['最终收货人', 'Ultimate consignee'],
  },
}
