import { must, segment } from '../../message/definition.ts'
import { actionsIndicated, referenceIdentifier, unitOfMeasure, x } from '../elements.ts'

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

export const LX = segment('LX', '序号', 'Assigned number', { number: must(x[554]) })

export const N9 = segment(
  'N9',
  '参考标识',
  'Reference identification',
  {
    qualifier: must(x[128]),
    reference: x[127],
    description: x[369],
    date: x[373],
    time: x[337],
    timeZone: x[623],
    identifier: referenceIdentifier,
  },
  'R0203',
  'C0605',
)

export const REF = segment(
  'REF',
  '参考标识',
  'Reference identification',
  { qualifier: must(x[128]), reference: x[127], description: x[352], identifier: referenceIdentifier },
  'R0203',
)

export const DTM = segment(
  'DTM',
  '日期时间',
  'Date and time reference',
  {
    qualifier: must(x[374]),
    date: x[373],
    time: x[337],
    timeZone: x[623],
    periodFormat: x[1250],
    period: x[1251],
  },
  'R020305',
  'C0403',
  'P0506',
)

export const K1 = segment('K1', '备注', 'Remarks', { text: must(x[61]), text2: x[61] })

export const MSG = segment('MSG', '文字', 'Message text', { text: must(x[933]), carriage: x[934], number: x[1470] })

export const MTX = segment('MTX', '文字', 'Text', {
  kind: x[363],
  text: x[1551],
  text2: x[1551],
  carriage: x[934],
  number: x[1470],
  language: x[819],
})

export const MAN = segment(
  'MAN',
  '唛头与号码',
  'Marks and numbers',
  {
    qualifier: must(x[88]),
    marks: must(x[87]),
    marks2: x[87],
    qualifier2: x[88],
    marks3: x[87],
    marks4: x[87],
  },
  'P0405',
  'C0605',
)

export const PWK = segment(
  'PWK',
  '单证',
  'Paperwork',
  {
    report: must(x[755]),
    transmission: x[756],
    copies: x[757],
    entity: x[98],
    qualifier: x[66],
    id: x[67],
    description: x[352],
    actions: actionsIndicated,
    request: x[1525],
  },
  'P0506',
)

export const LM = segment('LM', '代码来源', 'Code source', { agency: must(x[559]), source: x[822] })

export const LQ = segment('LQ', '行业代码', 'Industry code', { list: x[1270], code: x[1271] }, 'C0102')

export const QTY = segment('QTY', '数量', 'Quantity', {
  qualifier: must(x[673]),
  quantity: x[380],
  unit: unitOfMeasure,
  text: x[61],
})

export const SDQ = segment('SDQ', '分点数量', 'Destination quantity', {
  unit: must(x[355]),
  qualifier: x[66],
  place: must(x[67]),
  quantity: must(x[380]),
  place2: x[67],
  quantity2: x[380],
  place3: x[67],
  quantity3: x[380],
  place4: x[67],
  quantity4: x[380],
  place5: x[67],
  quantity5: x[380],
  place6: x[67],
  quantity6: x[380],
  place7: x[67],
  quantity7: x[380],
  place8: x[67],
  quantity8: x[380],
  place9: x[67],
  quantity9: x[380],
  place10: x[67],
  quantity10: x[380],
  location: x[310],
})
