import type { CodeLists } from './code-lists.ts'

export const serviceCodes: CodeLists = {
  // What became of it
  '0083': {
    4: ['拒绝', 'Rejected'],
    7: ['接受（本级；下级另有说明）', 'Acknowledged (next lower level if not rejected)'],
    8: ['交换已收到', 'Interchange received'],
  },
  // What is wrong
  '0085': {
    2: ['不支持的语法版本或级别', 'Syntax version or level not supported'],
    7: ['接收方不是本方', 'Recipient is not the actual one'],
    12: ['值无效', 'Invalid value'],
    13: ['缺少', 'Missing'],
    14: ['此处不支持该值', 'Value not supported in this position'],
    15: ['此处不支持', 'Not supported in this position'],
    16: ['成分过多', 'Too many constituents'],
    17: ['无协议', 'No agreement'],
    18: ['未说明的错误', 'Unspecified error'],
    19: ['小数符号无效', 'Invalid decimal notation'],
    20: ['字符不能作为服务字符', 'Character invalid as service character'],
    21: ['字符无效', 'Invalid character'],
    22: ['服务字符无效', 'Invalid service character'],
    23: ['未知的发送方', 'Unknown sender'],
    24: ['过旧', 'Too old'],
    25: ['不支持测试标志', 'Test indicator not supported'],
    26: ['重复', 'Duplicate detected'],
    27: ['不支持安全功能', 'Security function not supported'],
    28: ['参考号不一致', 'References do not match'],
    29: ['计数不符', 'Control count does not match'],
    30: ['组与报文混用', 'Functional groups and messages mixed'],
    31: ['组内报文类型不止一种', 'More than one message type in group'],
    32: ['下级为空', 'Lower level empty'],
    33: ['报文或组之外有多余内容', 'Invalid occurrence outside message or group'],
    34: ['不允许的指示符', 'Nesting indicator not allowed'],
    35: ['数据元或段重复过多', 'Too many repetitions'],
    36: ['段组重复过多', 'Too many segment group repetitions'],
    37: ['字符类型错误', 'Invalid type of characters'],
    38: ['小数点前缺少数字', 'Missing digit in front of decimal sign'],
    39: ['数据元过长', 'Data element too long'],
    40: ['数据元过短', 'Data element too short'],
  },
}
