import type { CodeLists, Meaning } from './code-lists.ts'

type Codes = Readonly<Record<string, Meaning>>

const segmentErrors: Codes = {
  1: ['段不可识别', 'Unrecognized segment'],
  2: ['段不应出现', 'Unexpected segment'],
  3: ['缺少必需段', 'Mandatory segment missing'],
  4: ['循环次数过多', 'Loop occurs too often'],
  5: ['段次数过多', 'Segment occurs too often'],
  6: ['此报文没有该段', 'Segment not in this transaction set'],
  7: ['段顺序不对', 'Segment out of sequence'],
  8: ['段内数据项有误', 'Segment has data element errors'],
}
const elementErrors: Codes = {
  1: ['缺少必填项', 'Mandatory element missing'],
  2: ['缺少有条件必填项', 'Conditional element missing'],
  3: ['数据项过多', 'Too many elements'],
  4: ['过短', 'Too short'],
  5: ['过长', 'Too long'],
  6: ['字符无效', 'Invalid character'],
  7: ['代码无效', 'Invalid code'],
  8: ['日期无效', 'Invalid date'],
  9: ['时间无效', 'Invalid time'],
  10: ['互斥项同时填写', 'Exclusion violated'],
  12: ['重复过多', 'Too many repetitions'],
  13: ['子项过多', 'Too many components'],
}
const setErrors: Codes = {
  1: ['不支持此类报文', 'Transaction set not supported'],
  2: ['缺少报文尾', 'Trailer missing'],
  3: ['首尾控制号不符', 'Control numbers do not match'],
  4: ['段数不符', 'Number of segments does not match'],
  5: ['有段出错', 'One or more segments in error'],
  6: ['报文标识缺失或无效', 'Set identifier missing or invalid'],
  7: ['控制号缺失或无效', 'Control number missing or invalid'],
  23: ['控制号在组内重复', 'Control number not unique in the group'],
}
const verdicts: Codes = {
  A: ['接受', 'Accepted'],
  E: ['接受，但有错误', 'Accepted with errors'],
  M: ['拒绝：认证失败', 'Rejected, authentication failed'],
  P: ['部分接受', 'Partly accepted'],
  R: ['拒绝', 'Rejected'],
  W: ['拒绝：校验失败', 'Rejected, assurance failed'],
  X: ['拒绝：无法解密', 'Rejected, could not be decrypted'],
}

export const acknowledgmentCodes: CodeLists = {
  620: segmentErrors,
  720: segmentErrors,
  621: elementErrors,
  723: elementErrors,
  618: setErrors,
  718: setErrors,
  715: verdicts,
  717: verdicts,
  // Functional group error
  716: {
    1: ['不支持此功能组', 'Group not supported'],
    2: ['不支持此版本', 'Version not supported'],
    3: ['缺少组尾', 'Trailer missing'],
    4: ['组控制号不符', 'Control numbers do not match'],
    5: ['报文数不符', 'Number of sets does not match'],
    6: ['组控制号有误', 'Control number violates syntax'],
  },
  // Functional group
  479: {
    AR: ['入库预告', 'Stock transfer shipment advice (943)'],
    BL: ['公路提单', 'Motor carrier bill of lading (211)'],
    FA: ['功能确认', 'Functional acknowledgment (997)'],
    GF: ['运输委托回复', 'Response to a load tender (990)'],
    IM: ['公路运费发票', 'Motor freight invoice (210)'],
    IN: ['发票', 'Invoice (810)'],
    OW: ['仓库发货指令', 'Warehouse shipping order (940)'],
    PC: ['订单变更', 'Purchase order change (860)'],
    PO: ['采购订单', 'Purchase order (850)'],
    PR: ['订单确认', 'Purchase order acknowledgment (855)'],
    QM: ['运输状态', 'Shipment status (214)'],
    RE: ['入库回报', 'Stock transfer receipt advice (944)'],
    SH: ['发货通知', 'Ship notice (856)'],
    SM: ['运输委托', 'Load tender (204)'],
    SW: ['仓库发货回报', 'Warehouse shipping advice (945)'],
  },
}
