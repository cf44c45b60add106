import type { PivotDimension, PivotMeasure, ReportLocale } from '@quayside/contract'
import { serviceWords } from '../frame/service-words.ts'

export const dimensionWords: Readonly<Record<ReportLocale, Readonly<Record<PivotDimension, string>>>> = {
  'zh-CN': {
    account: '客户',
    tier: '等级',
    state: '客户状态',
    kind: '客户类型',
    industry: '行业',
    owner: '负责人',
    team: '团队',
    service: '服务',
    mode: '运输方式',
    category: '类别',
    subCategory: '子类别',
    item: '货物',
    region: '区域',
    origin: '始发地',
    destination: '目的地',
    country: '目的国家',
    vendor: '供应商或承运商',
    channel: '渠道',
    status: '订单状态',
    year: '年',
    quarter: '季度',
    month: '月',
  },
  en: {
    account: 'Customer',
    tier: 'Tier',
    state: 'State',
    kind: 'Kind',
    industry: 'Industry',
    owner: 'Owner',
    team: 'Team',
    service: 'Service',
    mode: 'Mode',
    category: 'Category',
    subCategory: 'Sub-category',
    item: 'Goods',
    region: 'Region',
    origin: 'Origin',
    destination: 'Destination',
    country: 'Country of destination',
    vendor: 'Vendor or carrier',
    channel: 'Channel',
    status: 'Order status',
    year: 'Year',
    quarter: 'Quarter',
    month: 'Month',
  },
}

export const measureWords: Readonly<
  Record<ReportLocale, Readonly<Record<PivotMeasure, { name: string; meaning: string }>>>
> = {
  'zh-CN': {
    revenue: {
      name: '收入',
      meaning: '订单行金额之和',
    },
    cost: {
      name: '成本',
      meaning: '已知成本之和',
    },
    grossProfit: {
      name: '毛利',
      meaning: '收入 − 成本，只计成本已知的订单行',
    },
    grossMargin: {
      name: '毛利率',
      meaning: '（收入 − 成本）÷ 收入，只计成本已知的订单行',
    },
    lines: {
      name: '订单行',
      meaning: '订单行数',
    },
    orders: {
      name: '订单',
      meaning: '不同订单数；一张订单跨多格时每格各计一次，合计只计一次',
    },
    customers: {
      name: '客户数',
      meaning: '不同客户数；合计只计一次',
    },
    revenuePerOrder: {
      name: '单均收入',
      meaning: '收入 ÷ 订单数',
    },
    quantity: {
      name: '数量',
      meaning: '数量之和，不论单位',
    },
    weight: {
      name: '重量（千克）',
      meaning: '重量之和',
    },
    freight: {
      name: '运费',
      meaning: '运费之和',
    },
    onTimeShare: {
      name: '准时率',
      meaning: '在承诺日或之前送达的订单行 ÷ 有承诺日且已送达的订单行',
    },
  },
  en: {
    revenue: {
      name: 'Revenue',
      meaning: 'Sum of the amounts of the order lines',
    },
    cost: {
      name: 'Cost',
      meaning: 'Sum of the costs that are known',
    },
    grossProfit: {
      name: 'Gross profit',
      meaning: 'Revenue − cost, of the lines whose cost is known',
    },
    grossMargin: {
      name: 'Gross margin',
      meaning: '(Revenue − cost) ÷ revenue, of the lines whose cost is known',
    },
    lines: {
      name: 'Lines',
      meaning: 'Number of order lines',
    },
    orders: {
      name: 'Orders',
      meaning: 'Different orders; one with lines in several cells counts in each, and once in totals',
    },
    customers: {
      name: 'Customers',
      meaning: 'Different customers; each counts once in totals',
    },
    revenuePerOrder: {
      name: 'Revenue per order',
      meaning: 'Revenue ÷ orders',
    },
    quantity: {
      name: 'Quantity',
      meaning: 'Sum of quantities, whatever their unit',
    },
    weight: {
      name: 'Weight (kg)',
      meaning: 'Sum of weights',
    },
    freight: {
      name: 'Freight',
      meaning: 'Sum of freight',
    },
    onTimeShare: {
      name: 'On-time share',
      meaning: 'Lines delivered on or before the promised day ÷ delivered lines with a promise',
    },
  },
}

type Codes = Readonly<Partial<Record<PivotDimension, Readonly<Record<string, string>>>>>

/** Codes that have a word. */
export const valueWords: Readonly<Record<ReportLocale, Codes>> = {
  'zh-CN': {
    service: serviceWords['zh-CN'],
    channel: {
      staff: '员工',
      portal: '门户',
      api: '接口',
      edi: 'EDI',
      file: '文件',
      phone: '电话',
      email: '邮件',
      web: '网站',
      import: '导入',
    },
    status: {
      draft: '草稿',
      confirmed: '已确认',
      inTransit: '运输中',
      completed: '已完成',
      cancelled: '已取消',
    },
    state: {
      prospect: '线索',
      potential: '潜在',
      active: '活跃',
      mature: '成熟',
      dormant: '休眠',
      lost: '流失',
      wonBack: '赢回',
    },
    kind: {
      enterprise: '企业客户',
      individual: '个人客户',
      department: '内部客户',
    },
  },
  en: {
    service: serviceWords.en,
    channel: {
      staff: 'Staff',
      portal: 'Portal',
      api: 'API',
      edi: 'EDI',
      file: 'File',
      phone: 'Phone',
      email: 'E-mail',
      web: 'Web',
      import: 'Import',
    },
    status: {
      draft: 'Draft',
      confirmed: 'Confirmed',
      inTransit: 'In transit',
      completed: 'Completed',
      cancelled: 'Cancelled',
    },
    state: {
      prospect: 'Prospect',
      potential: 'Potential',
      active: 'Active',
      mature: 'Mature',
      dormant: 'Dormant',
      lost: 'Lost',
      wonBack: 'Won back',
    },
    kind: {
      enterprise: 'Company',
      individual: 'Individual',
      department: 'Internal department',
    },
  },
}
