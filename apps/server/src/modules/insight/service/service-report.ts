import type { ReplyOf, ReportLocale, ServicePart, ShipmentService, serviceKpis } from '@quayside/contract'
import { notGiven } from '../frame/narrow.ts'
import { basisNotes, type Report, type ReportColumn } from '../frame/report.ts'
import { serviceWord } from '../frame/service-words.ts'
import { standingTables } from '../targets/standing-tables.ts'

type ServiceKpis = ReplyOf<(typeof serviceKpis)['read']>

const words = {
  'zh-CN': {
    title: '服务 KPI',
    parts: '服务 KPI',
    months: '按月',
    by: {
      service: '服务',
      mode: '运输方式',
      region: '区域',
      month: '下单月份',
      account: '客户',
      vendor: '供应商或承运商',
      country: '目的国家',
      lane: '线路',
    },
    columns: [
      '订单行',
      '已交付',
      '订单到交付天数（中位数）',
      '订单到交付天数（90%）',
      '有承诺日期',
      '准时',
      '过早',
      '迟到',
      '未到期',
      '准时率',
      '已判定订单',
      '全部交付',
      '交付完整率',
      '准时足量',
      'OTIF',
    ],
    shipments: '运单',
    shipmentColumns: ['指标', '票数', '总票数', '比率'],
    shipmentFigures: ['货损', '货差', '直送', '准时提货', '信息反馈及时'],
    feedback: (minutes: number) => `信息反馈时间（最慢的节点）的中位数：${minutes} 分钟。`,
    rest: '其余',
    notGiven: '未注明',
    total: '合计',
    notes: (day: string) => [
      '准时率 = 准时 ÷（准时 + 过早 + 迟到），按客户自己的定义，没有时按公司的定义。已取消的订单和草稿不计。',
      `OTIF = 全部承诺行都已交付且都准时的订单 ÷ 已判定订单。判定日：${day}。`,
      '运单按提货日（未提货的按计划提货日）计入，不含已取消的。直送 = 只有一段运输 ÷ 已知运输段的运单；准时提货 = 不晚于计划日提货 ÷ 已提货或计划日已过的运单；信息反馈及时 = 每个节点都在发生后两小时内获知 ÷ 已知节点时刻的运单。',
      '尚未测量：交付数量差异、理赔、单证差错、仓储损耗、包装与装卸（没有数据，不等于零）。',
    ],
  },
  en: {
    title: 'Service KPIs',
    parts: 'Service KPIs',
    months: 'By month',
    by: {
      service: 'Service',
      mode: 'Mode',
      region: 'Region',
      month: 'Month of the order',
      account: 'Customer',
      vendor: 'Vendor or carrier',
      country: 'Country of destination',
      lane: 'Lane',
    },
    columns: [
      'Lines',
      'Delivered',
      'Days from order to delivery (median)',
      'Days from order to delivery (90 %)',
      'With a promised day',
      'On time',
      'Early',
      'Late',
      'Not due yet',
      'On-time share',
      'Orders judged',
      'Delivered whole',
      'Share delivered whole',
      'On time in full',
      'OTIF',
    ],
    shipments: 'Shipments',
    shipmentColumns: ['Figure', 'Shipments', 'Of', 'Share'],
    shipmentFigures: ['Damaged', 'Lost or short', 'Direct', 'Picked up on time', 'Fed back in time'],
    feedback: (minutes: number) =>
      `Information feedback, of the slowest milestone of a shipment: ${minutes} minutes in the middle.`,
    rest: 'The rest',
    notGiven: 'Not given',
    total: 'Total',
    notes: (day: string) => [
      'On-time share = on time ÷ (on time + early + late), by the customer’s own definition or else the company’s. Cancelled orders and drafts are left out.',
      `OTIF = orders with every promised line delivered, and on time ÷ orders judged. Judged on ${day}.`,
      'Shipments count by the day of their pick-up, else by its planned day, without cancelled ones. Direct = of one leg ÷ those whose legs are known; picked up on time = by the planned day ÷ those picked up or whose day has passed; fed back in time = every milestone known within two hours of happening ÷ those with one whose moment is known.',
      'Not measured yet: differences in quantity, claims, faulty documents, loss in storage, packaging and handling (there are no data, which is not zero).',
    ],
  },
} as const

const kinds: readonly ReportColumn['kind'][] = [
  ...(['count', 'count', 'number', 'number'] as const),
  ...(['count', 'count', 'count', 'count', 'count', 'share'] as const),
  ...(['count', 'count', 'share', 'count', 'share'] as const),
]

export function serviceReport(answer: ServiceKpis, locale: ReportLocale): Report {
  const told = words[locale]
  const called = ({ key, label }: ServicePart) => {
    if (key === '*') return told.rest
    if (key === notGiven) return told.notGiven
    return answer.by === 'service' ? serviceWord(label, locale) : label
  }
  const table = (title: string, head: string, parts: readonly ServicePart[]) => ({
    title,
    columns: [
      { header: head, kind: 'text' as const },
      ...told.columns.map((header, at): ReportColumn => ({ header, kind: kinds[at] ?? 'number' })),
    ],
    rows: parts.map((part) => [called(part), ...figuresOf(part)]),
  })
  return {
    title: told.title,
    notes: [...basisNotes(answer.basis, locale), ...told.notes(answer.judgedOn), ...feedbackNote(answer, locale)],
    tables: [
      table(told.parts, told.by[answer.by], answer.parts),
      ...standingTables([{ name: told.total, targets: answer.targets }], locale),
      ...(answer.shipments ? [shipmentTable(answer.shipments, locale)] : []),
      ...(answer.by === 'month' ? [] : [table(told.months, told.by.month, answer.months)]),
    ],
  }
}

function feedbackNote({ shipments }: ServiceKpis, locale: ReportLocale): string[] {
  const minutes = shipments?.fedBack.medianMinutes ?? null
  return minutes === null ? [] : [words[locale].feedback(Math.round(minutes))]
}

/** Damage, loss, direct delivery, pick-up and feedback: how many of how many. */
function shipmentTable(figures: ShipmentService, locale: ReportLocale) {
  const told = words[locale]
  const { damaged, lost, direct, pickedUpOnTime, fedBack } = figures
  return {
    title: told.shipments,
    columns: told.shipmentColumns.map(
      (header, at): ReportColumn => ({ header, kind: (['text', 'count', 'count', 'share'] as const)[at] ?? 'count' }),
    ),
    rows: [damaged, lost, direct, pickedUpOnTime, fedBack].map(({ count, of }, at) => [
      told.shipmentFigures[at] ?? '',
      count,
      of,
      of === 0 ? null : count / of,
    ]),
  }
}

const figuresOf = (part: ServicePart) => [
  part.lines,
  part.delivered,
  part.medianDays,
  part.ninetyDays,
  part.promised,
  part.onTime,
  part.early,
  part.late,
  part.open,
  part.onTimeShare,
  part.orders,
  part.complete,
  part.completeShare,
  part.otif,
  part.otifShare,
]
