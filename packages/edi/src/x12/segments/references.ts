import { must, segment } from '../../message/definition.ts'
import { unitOfMeasure, x } from '../elements.ts'

export const B2A = segment('B2A', '报文用途', 'Set purpose', { purpose: must(x[353]), application: x[346] })

export const L11 = segment(
  'L11',
  '业务说明与参考号',
  'Business instructions and reference number',
  {
    reference: x[127],
    qualifier: x[128],
    description: x[352],
    date: x[373],
    confirmed: x[1073],
  },
  'R0103',
  'P0102',
)

export const G62 = segment(
  'G62',
  '日期时间',
  'Date and time',
  {
    dateQualifier: x[432],
    date: x[373],
    timeQualifier: x[176],
    time: x[337],
    timeZone: x[623],
  },
  'R0103',
  'P0102',
  'P0304',
)

export const NTE = segment('NTE', '备注', 'Note or special instruction', { kind: x[363], text: must(x[352]) })

export const MEA = segment(
  'MEA',
  '测量',
  'Measurements',
  {
    about: x[737],
    qualifier: x[738],
    value: x[739],
    unit: unitOfMeasure,
    minimum: x[740],
    maximum: x[741],
    significance: x[935],
    attribute: x[936],
    position: x[752],
    method: x[1373],
  },
  'R03050608',
)
