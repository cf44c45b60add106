import { must, segment } from '../../message/definition.ts'
import { u } from '../elements.ts'
import {
  C040,
  C219,
  C220,
  C222,
  C224,
  C228,
  C232,
  C233,
  C237,
  C401,
  C503,
  C523,
  C536,
  C537,
  C555,
  C556,
  C601,
  C703,
} from '../goods-composites.ts'

export const TDT = segment('TDT', '运输', 'Transport', {
  stage: must(u[8051]),
  journey: u[8028],
  mode: C220,
  type: C228,
  carrier: C040,
  direction: u[8101],
  excess: C401,
  means: C222,
  ownership: u[8281],
})
export const TSR = segment('TSR', '运输服务要求', 'Transport service requirements', {
  contract: C536,
  service: C233,
  priority: C537,
  cargo: C703,
})
export const TMD = segment('TMD', '运输动作', 'Transport movement', {
  movement: C219,
  plan: u[8332],
  haulage: u[8341],
})
export const TPL = segment('TPL', '装载位置', 'Transport placement', { means: must(C222) })
export const EQD = segment('EQD', '设备', 'Equipment', {
  type: must(u[8053]),
  equipment: C237,
  size: C224,
  supplier: u[8077],
  status: u[8249],
  fullOrEmpty: u[8169],
})
export const EQA = segment('EQA', '附属设备', 'Attached equipment', { type: must(u[8053]), equipment: C237 })
export const EQN = segment('EQN', '设备数', 'Number of units', { units: must(C523) })
export const GOR = segment('GOR', '政府要求', 'Governmental requirements', {
  movement: u[8323],
  action: C232,
  action2: C232,
  action3: C232,
  action4: C232,
})
export const CNI = segment('CNI', '托运单', 'Consignment', {
  number: u[1490],
  document: C503,
  sequence: u[1312],
})
export const STS = segment('STS', '状态', 'Status', {
  category: C601,
  event: C555,
  reason: C556,
  reason2: C556,
  reason3: C556,
  reason4: C556,
  reason5: C556,
})
