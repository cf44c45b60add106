import { composite, must } from '../message/definition.ts'
import { list } from './composites.ts'
import { u } from './elements.ts'

/** Composites of goods, packages, equipment and transport. */
export const C202 = composite('C202', '包装类型', 'Package type', {
  code: u[7065],
  ...list,
  name: u[7064],
})
export const C205 = composite('C205', '危险品', 'Hazard', {
  class: must(u[8351]),
  additional: u[8078],
  version: u[8092],
})
export const C206 = composite('C206', '标识号', 'Identification number', {
  number: must(u[7402]),
  qualifier: u[7405],
  status: u[4405],
})
export const C208 = composite('C208', '标识号段', 'Identity number range', {
  number: must(u[7402]),
  to: u[7402],
})
export const C210 = composite('C210', '唛头', 'Marks and labels', {
  line: must(u[7102]),
  line2: u[7102],
  line3: u[7102],
  line4: u[7102],
  line5: u[7102],
  line6: u[7102],
  line7: u[7102],
  line8: u[7102],
  line9: u[7102],
  line10: u[7102],
})
export const C211 = composite('C211', '尺寸', 'Dimensions', {
  unit: must(u[6411]),
  length: u[6168],
  width: u[6140],
  height: u[6008],
})
export const C213 = composite('C213', '包装', 'Packages', {
  count: u[7224],
  type: u[7065],
  ...list,
  name: u[7064],
  related: u[7233],
})
export const C174 = composite('C174', '数值或范围', 'Value or range', {
  unit: must(u[6411]),
  value: u[6314],
  from: u[6162],
  to: u[6152],
  digits: u[6432],
})
export const C502 = composite('C502', '测量细节', 'Measurement details', {
  attribute: u[6313],
  significance: u[6321],
  detail: u[6155],
  text: u[6154],
})
export const C215 = composite('C215', '施封方', 'Seal issuer', {
  code: u[9303],
  ...list,
  name: u[9302],
})
export const C218 = composite('C218', '危险品类别', 'Hazardous material', {
  code: u[7419],
  ...list,
  name: u[7418],
})
export const C219 = composite('C219', '运输动作', 'Movement type', {
  code: u[8335],
  name: u[8334],
})
export const C220 = composite('C220', '运输方式', 'Mode of transport', {
  code: u[8067],
  name: u[8066],
})
export const C222 = composite('C222', '运输工具', 'Means of transport', {
  id: u[8213],
  ...list,
  name: u[8212],
  nationality: u[8453],
})
export const C223 = composite('C223', '闪点', 'Flashpoint', {
  value: u[7106],
  unit: u[6411],
})
export const C224 = composite('C224', '箱型', 'Equipment size and type', {
  code: u[8155],
  ...list,
  name: u[8154],
})
export const C228 = composite('C228', '运输工具类型', 'Type of means of transport', {
  code: u[8179],
  name: u[8178],
})
export const C232 = composite('C232', '政府手续', 'Government action', {
  agency: u[9415],
  agency2: u[9411],
  involvement: u[9417],
  procedure: u[9353],
})
export const C233 = composite('C233', '运输服务', 'Service', {
  code: must(u[7273]),
  ...list,
  code2: u[7273],
  codeList2: u[1131],
  agency2: u[3055],
})
export const C234 = composite('C234', '联合国编号', 'UN number', {
  number: u[7124],
  flashpoint: u[7088],
})
export const C235 = composite('C235', '危险标牌', 'Hazard placard', {
  upper: u[8158],
  lower: u[8186],
})
export const C236 = composite('C236', '危险标签', 'Dangerous goods label', {
  label: u[8246],
  label2: u[8246],
  label3: u[8246],
})
export const C237 = composite('C237', '设备', 'Equipment', {
  number: u[8260],
  ...list,
  country: u[3207],
})
export const C239 = composite('C239', '温度', 'Temperature', {
  value: u[6246],
  unit: u[6411],
})
export const C279 = composite('C279', '数量差异', 'Quantity difference', {
  value: must(u[6064]),
  qualifier: u[6063],
})
export const C280 = composite('C280', '范围', 'Range', {
  unit: must(u[6411]),
  from: u[6162],
  to: u[6152],
})
export const C401 = composite('C401', '超额运输', 'Excess transportation', {
  reason: must(u[8457]),
  responsibility: must(u[8459]),
  authorisation: u[7130],
})
export const C040 = composite('C040', '承运人', 'Carrier', {
  code: u[3127],
  ...list,
  name: u[3128],
})
export const C329 = composite('C329', '计划', 'Pattern', { frequency: u[2013], pattern: u[2015], timing: u[2017] })
export const C402 = composite('C402', '包装标识', 'Package identification', {
  description: must(u[7077]),
  type: must(u[7064]),
  item: u[7143],
  type2: u[7064],
  item2: u[7143],
})
export const C503 = composite('C503', '单证', 'Document details', {
  number: u[1004],
  status: u[1373],
  source: u[1366],
  language: u[3453],
  version: u[1056],
  revision: u[1060],
})
export const C523 = composite('C523', '设备数', 'Number of units', {
  count: u[6350],
  type: u[6353],
})
export const C524 = composite('C524', '操作说明', 'Handling instruction', {
  code: u[4079],
  ...list,
  text: u[4078],
})
export const C531 = composite('C531', '包装细节', 'Packaging details', {
  level: u[7075],
  related: u[7233],
  terms: u[7073],
})
export const C532 = composite('C532', '退回包装', 'Returnable package', { freight: u[8395], responsibility: u[8393] })
export const C536 = composite('C536', '运输合同条件', 'Contract and carriage condition', {
  code: must(u[4065]),
  ...list,
})
export const C537 = composite('C537', '运输优先级', 'Transport priority', {
  code: must(u[4219]),
  ...list,
})
export const C555 = composite('C555', '状态', 'Status event', {
  code: must(u[9011]),
  ...list,
  text: u[9010],
})
export const C556 = composite('C556', '状态原因', 'Status reason', {
  code: must(u[9013]),
  ...list,
  text: u[9012],
})
export const C601 = composite('C601', '状态类别', 'Status category', {
  code: must(u[9015]),
  ...list,
})
export const C703 = composite('C703', '货物性质', 'Nature of cargo', {
  code: must(u[7085]),
  ...list,
})
export const C827 = composite('C827', '唛头类型', 'Type of marking', {
  code: must(u[7511]),
  ...list,
})
export const C960 = composite('C960', '变更原因', 'Reason for change', {
  code: u[4295],
  ...list,
  text: u[4294],
})
export const C240 = composite('C240', '产品特征', 'Product characteristic', {
  code: must(u[7037]),
  ...list,
  text: u[7036],
  text2: u[7036],
})
export const C288 = composite('C288', '产品组', 'Product group', { code: u[5389], ...list, name: u[5388] })
export const C522 = composite('C522', '指示', 'Instruction', {
  qualifier: must(u[4403]),
  code: u[4401],
  ...list,
  text: u[4400],
})
export const C529 = composite('C529', '处理指示', 'Processing indicator', {
  code: must(u[7365]),
  ...list,
  process: u[7187],
})
export const C550 = composite('C550', '要求', 'Requirement', { code: must(u[7295]), ...list, text: u[7294] })
export const C889 = composite('C889', '特征值', 'Characteristic value', {
  code: u[7111],
  ...list,
  text: u[7110],
  text2: u[7110],
})
