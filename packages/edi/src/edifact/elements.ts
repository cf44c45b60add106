import { composite, element, must } from '../message/definition.ts'

/**
 * Data elements by number of the UN/EDIFACT directory. Lengths are the widest of D.96A to D.01B, so that any of them passes; what
 * a partner agreed upon goes into an override.
 */
export const u = {
  1000: element('1000', 'an..35', '单证名称', 'Document name'),
  1001: element('1001', 'an..3', '单证类型', 'Document name code'),
  1004: element('1004', 'an..70', '单证号', 'Document number'),
  1056: element('1056', 'an..9', '版本', 'Version'),
  1060: element('1060', 'an..6', '修订号', 'Revision number'),
  1082: element('1082', 'an..6', '行号', 'Line item number'),
  1131: element('1131', 'an..17', '代码表', 'Code list'),
  1153: element('1153', 'an..3', '参考类型', 'Reference qualifier'),
  1154: element('1154', 'an..70', '参考号', 'Reference'),
  1156: element('1156', 'an..6', '参考行号', 'Line of the reference'),
  1225: element('1225', 'an..3', '报文功能', 'Message function'),
  1229: element('1229', 'an..3', '处理要求', 'Action'),
  2005: element('2005', 'an..3', '日期类型', 'Date or time qualifier'),
  2379: element('2379', 'an..3', '日期格式', 'Date or time format'),
  2380: element('2380', 'an..35', '日期时间', 'Date or time'),
  3035: element('3035', 'an..3', '角色', 'Party qualifier'),
  3036: element('3036', 'an..35', '名称', 'Party name'),
  3039: element('3039', 'an..35', '当事方标识', 'Party identification'),
  3042: element('3042', 'an..35', '街道', 'Street'),
  3045: element('3045', 'an..3', '名称格式', 'Party name format'),
  3055: element('3055', 'an..3', '代码机构', 'Code list agency'),
  3124: element('3124', 'an..35', '名称与地址行', 'Name and address line'),
  3148: element('3148', 'an..512', '联系方式', 'Communication number'),
  3155: element('3155', 'an..3', '联系方式类型', 'Communication channel'),
  3164: element('3164', 'an..35', '城市', 'City'),
  3207: element('3207', 'an..3', '国家', 'Country'),
  3222: element('3222', 'an..256', '地点名称', 'Place name'),
  3225: element('3225', 'an..25', '地点代码', 'Place'),
  3227: element('3227', 'an..3', '地点类型', 'Place qualifier'),
  3229: element('3229', 'an..9', '省/州', 'Country subdivision'),
  3251: element('3251', 'an..17', '邮编', 'Postcode'),
  3139: element('3139', 'an..3', '联系人职能', 'Contact function'),
  3412: element('3412', 'an..35', '部门或职员', 'Department or employee'),
  3413: element('3413', 'an..17', '部门或职员代码', 'Department or employee identification'),
  3453: element('3453', 'an..3', '语言', 'Language'),
  4343: element('4343', 'an..3', '应答类型', 'Response type'),
  4440: element('4440', 'an..512', '文字', 'Free text'),
  4441: element('4441', 'an..17', '文字代码', 'Free text code'),
  4451: element('4451', 'an..3', '文字主题', 'Text subject'),
  4453: element('4453', 'an..3', '文字功能', 'Text function'),
  5004: element('5004', 'n..35', '金额', 'Amount'),
  5025: element('5025', 'an..3', '金额类型', 'Amount type'),
  5118: element('5118', 'n..15', '价格', 'Price'),
  5125: element('5125', 'an..3', '价格类型', 'Price qualifier'),
  5284: element('5284', 'n..9', '价格单位数量', 'Unit price basis'),
  5375: element('5375', 'an..3', '价格性质', 'Price type'),
  5387: element('5387', 'an..3', '价格依据', 'Price specification'),
  5213: element('5213', 'an..3', '子行价格变更', 'Sub-line price change'),
  6060: element('6060', 'an..35', '数量', 'Quantity'),
  6063: element('6063', 'an..3', '数量类型', 'Quantity qualifier'),
  6066: element('6066', 'n..18', '控制值', 'Control total'),
  6069: element('6069', 'an..3', '控制项', 'Control total type'),
  6343: element('6343', 'an..3', '币种用途', 'Currency qualifier'),
  6345: element('6345', 'an..3', '币种', 'Currency'),
  6347: element('6347', 'an..3', '币种角色', 'Currency usage'),
  6348: element('6348', 'n..4', '换算基数', 'Currency rate base'),
  5402: element('5402', 'n..12', '汇率', 'Exchange rate'),
  6341: element('6341', 'an..3', '汇率市场', 'Exchange rate market'),
  4405: element('4405', 'an..3', '状态', 'Status'),
  6411: element('6411', 'an..8', '计量单位', 'Unit of measurement'),
  7008: element('7008', 'an..256', '货物描述', 'Item description'),
  7009: element('7009', 'an..17', '货物描述代码', 'Item description code'),
  7077: element('7077', 'an..3', '描述方式', 'Description type'),
  7081: element('7081', 'an..3', '货物特征', 'Item characteristic'),
  7083: element('7083', 'an..3', '子行指示', 'Sub-line indicator'),
  7140: element('7140', 'an..35', '货品编号', 'Item number'),
  7143: element('7143', 'an..3', '编号类型', 'Item number type'),
  7383: element('7383', 'an..3', '表面或层', 'Surface or layer'),
  1222: element('1222', 'n..2', '层级', 'Configuration level'),
  7037: element('7037', 'an..17', '特征', 'Characteristic'),
  4347: element('4347', 'an..3', '产品编号用途', 'Product identifier qualifier'),
  '0081': element('0081', 'a1', '分节标志', 'Section'),
}

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
