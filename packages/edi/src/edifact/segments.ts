import { must, segment } from '../message/definition.ts'
import {
  C002,
  C056,
  C058,
  C059,
  C076,
  C080,
  C082,
  C106,
  C107,
  C108,
  C186,
  C212,
  C270,
  C273,
  C504,
  C506,
  C507,
  C509,
  C516,
  C517,
  C829,
  u,
} from './elements.ts'

export const BGM = segment('BGM', '报文开始', 'Beginning of message', {
  name: C002,
  document: C106,
  function: u[1225],
  response: u[4343],
})
export const DTM = segment('DTM', '日期时间', 'Date or time', { date: must(C507) })
export const RFF = segment('RFF', '参考号', 'Reference', { reference: must(C506) })
export const NAD = segment('NAD', '当事方', 'Name and address', {
  qualifier: must(u[3035]),
  party: C082,
  address: C058,
  name: C080,
  street: C059,
  city: u[3164],
  subdivision: u[3229],
  postcode: u[3251],
  country: u[3207],
})
export const LOC = segment('LOC', '地点', 'Place', { qualifier: must(u[3227]), place: C517 })
export const CTA = segment('CTA', '联系人', 'Contact', { function: u[3139], contact: C056 })
export const COM = segment('COM', '联系方式', 'Communication', { contact: must(C076) })
export const FTX = segment('FTX', '文字', 'Free text', {
  subject: must(u[4451]),
  function: u[4453],
  reference: C107,
  text: C108,
  language: u[3453],
})
export const CUX = segment('CUX', '币种', 'Currencies', {
  reference: C504,
  target: C504,
  rate: u[5402],
  market: u[6341],
})
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
  characteristic: u[7081],
  description: C273,
  surface: u[7383],
})
export const QTY = segment('QTY', '数量', 'Quantity', { quantity: must(C186) })
export const MOA = segment('MOA', '金额', 'Monetary amount', { amount: must(C516) })
export const PRI = segment('PRI', '价格', 'Price', { price: C509, subLine: u[5213] })
export const UNS = segment('UNS', '分节', 'Section control', { section: must(u['0081']) })
export const CNT = segment('CNT', '控制总数', 'Control total', { control: must(C270) })
