import { must, segment } from '../../message/definition.ts'
import { C002, C106, C107, C108, C270, C506, C507, C517, C519, C553 } from '../composites.ts'
import { u } from '../elements.ts'
import { C503 } from '../goods-composites.ts'

export const BGM = segment('BGM', '报文开始', 'Beginning of message', {
  name: C002,
  document: C106,
  function: u[1225],
  response: u[4343],
})
export const DTM = segment('DTM', '日期时间', 'Date or time', { date: must(C507) })
export const RFF = segment('RFF', '参考号', 'Reference', { reference: must(C506) })
export const DOC = segment('DOC', '单证', 'Document', {
  name: must(C002),
  document: C503,
  medium: u[3153],
  copies: u[1220],
  originals: u[1218],
})
export const LOC = segment('LOC', '地点', 'Place', {
  qualifier: must(u[3227]),
  place: C517,
  related: C519,
  related2: C553,
  relation: u[5479],
})
export const FTX = segment('FTX', '文字', 'Free text', {
  subject: must(u[4451]),
  function: u[4453],
  reference: C107,
  text: C108,
  language: u[3453],
  format: u[4447],
})
export const UNS = segment('UNS', '分节', 'Section control', { section: must(u['0081']) })
export const CNT = segment('CNT', '控制总数', 'Control total', { control: must(C270) })
