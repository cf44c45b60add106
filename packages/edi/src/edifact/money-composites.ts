import { composite, must } from '../message/definition.ts'
import { list } from './composites.ts'
import { u } from './elements.ts'

/** Composites of prices, charges, taxes and payment. */
export const C100 = composite('C100', '交货条件', 'Delivery terms', {
  code: u[4053],
  ...list,
  text: u[4052],
  text2: u[4052],
})
export const C110 = composite('C110', '付款条件', 'Payment terms', {
  code: must(u[4277]),
  ...list,
  text: u[4276],
  text2: u[4276],
})
export const C112 = composite('C112', '付款期限', 'Terms and time', {
  reference: must(u[2475]),
  relation: u[2009],
  period: u[2151],
  count: u[2152],
})
export const C128 = composite('C128', '费率', 'Rate', {
  type: must(u[5419]),
  rate: must(u[5420]),
  basis: u[5284],
  unit: u[6411],
})
export const C138 = composite('C138', '价格系数', 'Price multiplier', { multiplier: must(u[5394]), type: u[5393] })
export const C200 = composite('C200', '运费', 'Charge', {
  code: u[8023],
  ...list,
  text: u[8022],
  prepaid: u[4237],
  item: u[7140],
})
export const C203 = composite('C203', '费率等级', 'Rate and tariff class', {
  code: must(u[5243]),
  ...list,
  text: u[5242],
  supplement: u[5275],
  supplementList: u[1131],
  supplementAgency: u[3055],
  supplement2: u[5275],
  supplement2List: u[1131],
  supplement2Agency: u[3055],
})
export const C214 = composite('C214', '特殊服务', 'Special service', {
  code: u[7161],
  ...list,
  text: u[7160],
  text2: u[7160],
})
export const C229 = composite('C229', '费用类别', 'Charge category', {
  code: must(u[5237]),
  ...list,
})
export const C231 = composite('C231', '支付方式', 'Method of payment', {
  code: must(u[4215]),
  ...list,
})
export const C241 = composite('C241', '税种', 'Duty or tax type', {
  code: u[5153],
  ...list,
  text: u[5152],
})
export const C243 = composite('C243', '税率', 'Duty or tax detail', {
  code: u[5279],
  ...list,
  rate: u[5278],
  basis: u[5273],
  basisList: u[1131],
  basisAgency: u[3055],
})
export const C501 = composite('C501', '百分比', 'Percentage', {
  type: must(u[5245]),
  value: u[5482],
  basis: u[5249],
  ...list,
})
export const C528 = composite('C528', '商品与费率', 'Commodity and rate', {
  code: u[7357],
  ...list,
})
export const C533 = composite('C533', '税务账户', 'Tax account', {
  code: must(u[5289]),
  ...list,
})
export const C534 = composite('C534', '付款指示', 'Payment instruction', {
  conditions: u[4439],
  guarantee: u[4431],
  means: u[4461],
  ...list,
  channel: u[4435],
})
export const C552 = composite('C552', '折扣或费用', 'Allowance or charge', {
  number: u[1230],
  code: u[5189],
})
export const C554 = composite('C554', '费率细目', 'Rate and tariff class detail', {
  code: u[5243],
  ...list,
})
