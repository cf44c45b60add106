import { called, must, segment } from '../../message/definition.ts'
import { x } from '../elements.ts'

export const BOL = segment('BOL', '公路提单起始', 'Motor carrier bill of lading', {
  carrier: must(x[140]),
  payment: must(x[146]),
  shipment: must(x[145]),
  date: must(x[373]),
  time: x[337],
  reference: x[127],
  statusReport: called({ ...x[756], id: '1073' }, '要求状态报告', 'Status report request'),
  sectionSeven: called({ ...x[756], id: '231' }, '第七条', 'Section seven'),
})

export const AT1 = segment('AT1', '提单行号', 'Bill of lading line', { line: must(x[213]) })

export const AT2 = segment(
  'AT2',
  '提单行明细',
  'Bill of lading line detail',
  {
    quantity: x[80],
    packaging: x[211],
    weightQualifier: must(x[187]),
    weightUnit: must(x[188]),
    weight: must(x[81]),
    pieces: x[80],
    piecePackaging: x[211],
    verified: x[1073],
    commodity: x[22],
    freightClass: x[59],
    hazardous: x[1073],
    value: x[148],
    volumeUnit: x[184],
    volume: x[183],
  },
  'P0102',
  'P0607',
  'P1314',
)

export const AT3 = segment('AT3', '提单费率与费用', 'Bill of lading charges', {
  charge: must(x[58]),
  rateQualifier: x[122],
  rate: x[60],
  ratedAs: x[221],
  quantity: x[380],
  chargeCode: x[150],
  percent: x[954],
})

export const AT4 = segment('AT4', '提单货物描述', 'Bill of lading description', { description: must(x[79]) })
