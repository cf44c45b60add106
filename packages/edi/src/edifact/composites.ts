import { composite, must } from '../message/definition.ts'
import { u } from './elements.ts'

/** Code list and the agency that keeps it; they follow every coded value that may come from several. */
export const list = { codeList: u[1131], agency: u[3055] }

export const C002 = composite('C002', '单证名称', 'Document name', { code: u[1001], ...list, name: u[1000] })
export const C106 = composite('C106', '单证标识', 'Document identification', {
  number: u[1004],
  version: u[1056],
  revision: u[1060],
})
export const C507 = composite('C507', '日期时间', 'Date or time', {
  qualifier: must(u[2005]),
  value: u[2380],
  format: u[2379],
})
export const C506 = composite('C506', '参考', 'Reference', {
  qualifier: must(u[1153]),
  number: u[1154],
  line: u[1156],
  version: u[1056],
  revision: u[1060],
})
export const C082 = composite('C082', '当事方标识', 'Party identification', { id: must(u[3039]), ...list })
export const C058 = composite('C058', '名称与地址', 'Name and address', {
  line: must(u[3124]),
  line2: u[3124],
  line3: u[3124],
  line4: u[3124],
  line5: u[3124],
})
export const C080 = composite('C080', '名称', 'Party name', {
  name: must(u[3036]),
  name2: u[3036],
  name3: u[3036],
  name4: u[3036],
  name5: u[3036],
  format: u[3045],
})
export const C059 = composite('C059', '街道', 'Street', {
  line: must(u[3042]),
  line2: u[3042],
  line3: u[3042],
  line4: u[3042],
})
export const C517 = composite('C517', '地点', 'Place', { code: u[3225], ...list, name: u[3222] })
export const C519 = composite('C519', '相关地点一', 'First related place', { code: u[3223], ...list, name: u[3222] })
export const C553 = composite('C553', '相关地点二', 'Second related place', { code: u[3233], ...list, name: u[3232] })
export const C819 = composite('C819', '省/州', 'Country subdivision', { code: u[3229], ...list, name: u[3228] })
export const C078 = composite('C078', '账户', 'Account', {
  number: u[3194],
  holder: u[3192],
  holder2: u[3192],
  currency: u[6345],
})
export const C088 = composite('C088', '银行', 'Institution', {
  code: u[3433],
  ...list,
  branch: u[3434],
  branchList: u[1131],
  branchAgency: u[3055],
  name: u[3432],
  place: u[3436],
})
export const C056 = composite('C056', '部门或职员', 'Department or employee', { code: u[3413], name: u[3412] })
export const C076 = composite('C076', '联系方式', 'Communication contact', {
  number: must(u[3148]),
  channel: must(u[3155]),
})
export const C107 = composite('C107', '文字代码', 'Text reference', { code: must(u[4441]), ...list })
export const C108 = composite('C108', '文字', 'Text', {
  line: must(u[4440]),
  line2: u[4440],
  line3: u[4440],
  line4: u[4440],
  line5: u[4440],
})
export const C186 = composite('C186', '数量', 'Quantity', {
  qualifier: must(u[6063]),
  value: must(u[6060]),
  unit: u[6411],
})
export const C212 = composite('C212', '货品编号', 'Item number', { number: u[7140], type: u[7143], ...list })
export const C272 = composite('C272', '货物特征', 'Item characteristic', { code: u[7081], ...list })
export const C829 = composite('C829', '子行', 'Sub-line', { indicator: u[7083], line: u[1082] })
export const C273 = composite('C273', '货物描述', 'Item description', {
  code: u[7009],
  ...list,
  text: u[7008],
  text2: u[7008],
  language: u[3453],
})
export const C516 = composite('C516', '金额', 'Amount', {
  qualifier: must(u[5025]),
  value: u[5004],
  currency: u[6345],
  currencyQualifier: u[6343],
  status: u[4405],
})
export const C509 = composite('C509', '价格', 'Price', {
  qualifier: must(u[5125]),
  amount: u[5118],
  type: u[5375],
  specification: u[5387],
  basis: u[5284],
  unit: u[6411],
})
export const C270 = composite('C270', '控制', 'Control', { type: must(u[6069]), value: must(u[6066]), unit: u[6411] })
export const C504 = composite('C504', '币种', 'Currency', {
  usage: must(u[6347]),
  currency: u[6345],
  qualifier: u[6343],
  base: u[6348],
})
