import { must, segment } from '../../message/definition.ts'
import { C186, C212, C272, C273, C829 } from '../composites.ts'
import { u } from '../elements.ts'
import {
  C202,
  C206,
  C208,
  C240,
  C279,
  C288,
  C329,
  C402,
  C502,
  C522,
  C529,
  C531,
  C532,
  C550,
  C889,
  C960,
} from '../goods-composites.ts'
import { C214 } from '../money-composites.ts'

/** Segments of the lines of orders, despatch advices and invoices. */

export const LIN = segment('LIN', '行项目', 'Line item', {
  number: u[1082],
  action: u[1229],
  item: C212,
  subLine: C829,
  level: u[1222],
  configuration: u[7083],
})
export const PIA = segment('PIA', '附加产品编号', 'Additional product identification', {
  qualifier: must(u[4347]),
  item: must(C212),
  item2: C212,
  item3: C212,
  item4: C212,
  item5: C212,
})
export const IMD = segment('IMD', '货物描述', 'Item description', {
  type: u[7077],
  characteristic: C272,
  description: C273,
  surface: u[7383],
})
export const QTY = segment('QTY', '数量', 'Quantity', { quantity: must(C186) })
export const QVR = segment('QVR', '数量差异', 'Quantity variance', {
  difference: C279,
  discrepancy: u[4221],
  reason: C960,
})
export const ALI = segment('ALI', '附加信息', 'Additional information', {
  country: u[3239],
  duty: u[9213],
  condition: u[4183],
  condition2: u[4183],
  condition3: u[4183],
  condition4: u[4183],
  condition5: u[4183],
})
export const GIN = segment('GIN', '货物标识号', 'Goods identity number', {
  qualifier: must(u[7405]),
  range: must(C208),
  range2: C208,
  range3: C208,
  range4: C208,
  range5: C208,
})
export const GIR = segment('GIR', '相关标识号', 'Related identification numbers', {
  set: must(u[7297]),
  number: must(C206),
  number2: C206,
  number3: C206,
  number4: C206,
  number5: C206,
})
export const SCC = segment('SCC', '交货计划', 'Scheduling conditions', {
  status: must(u[4017]),
  requirements: u[4493],
  pattern: C329,
})
export const CPS = segment('CPS', '包装层级', 'Consignment packing sequence', {
  id: must(u[7164]),
  parent: u[7166],
  level: u[7075],
})
export const PAC = segment('PAC', '包装', 'Package', {
  count: u[7224],
  details: C531,
  type: C202,
  identification: C402,
  returnable: C532,
})
export const RCS = segment('RCS', '要求与条件', 'Requirements and conditions', {
  sector: must(u[7293]),
  requirement: C550,
  action: u[1229],
  country: u[3207],
})
export const DLM = segment('DLM', '交货限制', 'Delivery limitations', {
  backOrder: u[4455],
  instruction: C522,
  service: C214,
  special: u[4457],
})
export const GIS = segment('GIS', '处理指示', 'General indicator', { indicator: must(C529) })
export const PGI = segment('PGI', '产品组', 'Product group', { type: must(u[5379]), group: C288 })
export const CCI = segment('CCI', '特征', 'Characteristic', { class: u[7059], details: C502, characteristic: C240 })
export const CAV = segment('CAV', '特征值', 'Characteristic value', { value: must(C889) })
