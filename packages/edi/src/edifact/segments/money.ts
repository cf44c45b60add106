import { must, segment } from '../../message/definition.ts'
import { C504, C509, C516 } from '../composites.ts'
import { u } from '../elements.ts'
import { C960 } from '../goods-composites.ts'
import {
  C100,
  C110,
  C112,
  C128,
  C138,
  C200,
  C203,
  C214,
  C229,
  C231,
  C241,
  C243,
  C501,
  C528,
  C533,
  C534,
  C552,
  C554,
} from '../money-composites.ts'

export const MOA = segment('MOA', '金额', 'Monetary amount', { amount: must(C516) })
export const PRI = segment('PRI', '价格', 'Price', { price: C509, subLine: u[5213] })
export const APR = segment('APR', '附加价格信息', 'Additional price information', {
  trade: u[4043],
  multiplier: C138,
  reason: C960,
})
export const CUX = segment('CUX', '币种', 'Currencies', {
  reference: C504,
  target: C504,
  rate: u[5402],
  market: u[6341],
})
export const TAX = segment('TAX', '税', 'Duty or tax', {
  function: must(u[5283]),
  type: C241,
  account: C533,
  basis: u[5286],
  detail: C243,
  category: u[5305],
  registration: u[3446],
  sequence: u[1227],
})
export const PCD = segment('PCD', '百分比', 'Percentage', { percentage: must(C501), status: u[4405] })
export const RTE = segment('RTE', '费率', 'Rate', { rate: must(C128), status: u[4405] })
export const ALC = segment('ALC', '折扣或费用', 'Allowance or charge', {
  indicator: must(u[5463]),
  identification: C552,
  settlement: u[4471],
  sequence: u[1227],
  service: C214,
})
export const PAT = segment('PAT', '付款条件', 'Payment terms', {
  type: must(u[4279]),
  terms: C110,
  time: C112,
})
export const PAI = segment('PAI', '付款指示', 'Payment instructions', { instruction: must(C534) })
export const TOD = segment('TOD', '交货条件', 'Terms of delivery', {
  function: u[4055],
  payment: u[4215],
  terms: C100,
})
export const TCC = segment('TCC', '运费计算', 'Charge calculation', {
  charge: C200,
  rateClass: C203,
  commodity: C528,
  detail: C554,
})
export const CPI = segment('CPI', '运费支付', 'Charge payment instructions', {
  category: C229,
  method: C231,
  prepaid: u[4237],
})
export const AJT = segment('AJT', '调整', 'Adjustment', { reason: must(u[4465]), line: u[1082] })
