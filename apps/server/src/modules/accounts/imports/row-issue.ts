import { type Issue, issueMessage } from '@quayside/tabular'
import { type ValidityCode, type ValidityParams, validityMessage } from '@quayside/validity'

/** What is said of one row, in both languages, as stored and shown. */
export interface RowIssue {
  /** Name of the column, null for the whole row. */
  column: string | null
  code: string
  params: Record<string, unknown>
  severity: 'error' | 'warning'
  messageZh: string
  messageEn: string
}

type Texts = readonly [zh: string, en: string]

/** First what is wrong, then what becomes of it or what to do. `{name}` is filled from the parameters. */
const texts: Readonly<Record<string, Texts>> = {
  required: ['缺少“{label}”。请补上，或跳过本行。', '“{labelEn}” is missing. Fill it in, or skip the row.'],
  tooLong: [
    '内容有 {length} 个字符，最多 {limit} 个。请缩短。',
    'The value has {length} characters, at most {limit} are allowed. Shorten it.',
  ],
  keptAsText: [
    '“{text}”不是数字，已作为说明原样保留。',
    '“{text}” is not a number. It is kept as a note, word for word.',
  ],
  crossReference: [
    '“{text}”指向另一条记录：数值记在那里，本行按说明保留。',
    '“{text}” refers to another record, which holds the figure; it is kept as a note here.',
  ],
  includedElsewhere: [
    '“{text}”：该数值包含在别处或另行开票，已作为说明保留，不按零计。',
    '“{text}”: the figure is included or invoiced elsewhere. It is kept as a note and not counted as zero.',
  ],
  notANumberKept: [
    '“{text}”不是数字，已保留在明细的附加信息中。',
    '“{text}” is not a number. It is kept among the further columns of the line.',
  ],
  notADateKept: [
    '“{text}”不是日期，已保留在明细的附加信息中。',
    '“{text}” is not a date. It is kept among the further columns of the line.',
  ],
  rounded: [
    '“{text}”的小数超过 {scale} 位，已四舍五入，原值保留在附加信息中。',
    '“{text}” has more than {scale} decimals. It was rounded; the original is kept beside it.',
  ],
  outOfRange: ['“{text}”过大，无法保存。请更正。', '“{text}” is too large to be stored. Correct it.'],
  unknownChoice: [
    '“{text}”不是可选的值（{choices}），已写入备注。',
    '“{text}” is none of the choices ({choices}). It was added to the note.',
  ],
  notUsable: ['“{text}”无法识别，已写入备注。', '“{text}” could not be understood. It was added to the note.'],
  unknownOwner: [
    '没有在职同事叫“{text}”，本行按默认负责人处理。',
    'No active colleague is called “{text}”. The usual owner is taken.',
  ],
  noOrderDate: [
    '没有订单日期，已采用 {day}（发货、承诺或送达日期）。',
    'There is no order date. {day} was taken (shipped, promised or delivered).',
  ],
  nobody: [
    '没有姓名、公司、邮箱或电话，无法建立联系人。请补上，或跳过本行。',
    'Neither a name nor a company, e-mail or phone: no contact can be made. Fill one in, or skip the row.',
  ],
  notForKind: [
    '这类客户没有“{label}”这一项，已写入备注。',
    'An account of this kind has no “{labelEn}”. It was added to the note.',
  ],
  duplicateInFile: ['与第 {row} 行是同一个“{label}”（{text}）。', 'The same “{labelEn}” ({text}) stands in row {row}.'],
  keyExists: [
    '编号“{text}”已存在（{number}），按设置拒绝。',
    'The key “{text}” exists already ({number}); by your choice the row is refused.',
  ],
  keyOfAnother: [
    '“{text}”已属于另一客户（{number}）。请核对后更正。',
    '“{text}” belongs to another account ({number}). Check and correct it.',
  ],
  keyHidden: [
    '“{text}”已属于您无权查看的客户。请联系管理员。',
    '“{text}” belongs to an account you may not see. Ask your administrator.',
  ],
  orderHidden: [
    '订单“{text}”已存在，属于另一客户或您无权查看。请核对订单号。',
    'The order “{text}” exists already, for another customer or out of your sight. Check the number.',
  ],
  notChangeable: [
    '您无权修改客户 {number}，本行未导入。',
    'You may not change account {number}; the row was not imported.',
  ],
  looksLike: [
    '看起来是已有客户 {number} {name}（相似度 {percent}%）。请决定是跳过，还是仍作为新客户导入。',
    'It looks like the existing customer {number} {name} ({percent} % alike). Decide whether to skip it or import it as new.',
  ],
  looksLikeRow: [
    '看起来与第 {row} 行是同一客户 {name}（相似度 {percent}%）。请决定是跳过，还是仍作为新客户导入。',
    'It looks like the customer in row {row}, {name} ({percent} % alike). Decide whether to skip it or import it as new.',
  ],
  partOfFaulty: [
    '与第 {row} 行属于同一张订单，而该行有错误；订单只能整张导入。',
    'It is of one order with row {row}, which has a fault; an order goes in whole or not at all.',
  ],
  valueTooLong: [
    '第 {row} 行有内容太长，无法保存。请缩短后再试，或跳过本行。',
    'A value of row {row} is too long to be stored. Shorten it and try again, or skip the row.',
  ],
  valueTooLarge: [
    '第 {row} 行有数字超出可保存的范围。请更正后再试，或跳过本行。',
    'A number of row {row} is out of the range that can be stored. Correct it and try again, or skip the row.',
  ],
  valueNoDate: [
    '第 {row} 行有日期不存在或无法识别。请更正后再试，或跳过本行。',
    'A date of row {row} does not exist or cannot be understood. Correct it and try again, or skip the row.',
  ],
  valueBadCharacter: [
    '第 {row} 行含有无法保存的字符（如空字符或乱码）。请重新输入该内容，或跳过本行。',
    'Row {row} holds a character that cannot be stored (a null, or half of one). Type the value anew, or skip the row.',
  ],
  valueMissing: [
    '第 {row} 行缺少必填内容。请补上，或跳过本行。',
    'Row {row} lacks a value that must be there. Fill it in, or skip the row.',
  ],
  valueRefersToNothing: [
    '第 {row} 行提到的负责人、团队或客户刚刚被删除。请改为现有的，或跳过本行。',
    'Row {row} names an owner, a team or an account that was deleted just now. Name another, or skip the row.',
  ],
  valueTaken: [
    '第 {row} 行的编号刚刚被他人使用。请再次检查文件，或跳过本行。',
    'A key of row {row} was taken by somebody else just now. Check the file again, or skip the row.',
  ],
  valueNotFitting: [
    '第 {row} 行有内容不符合该栏的规定。请对照模板更正，或跳过本行。',
    'A value of row {row} does not fit its column. Correct it after the rules of that field, or skip the row.',
  ],
  rowNotAllowed: [
    '您的权限不允许写入第 {row} 行。请联系管理员，或跳过本行。',
    'Your rights do not let you write row {row}. Ask your administrator, or skip the row.',
  ],
}

const fill = (text: string, params: Record<string, unknown>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))

/** A value of a megabyte must not travel inside its complaint. */
export const shortened = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)

/** @example rowIssue('Freight', 'keptAsText', 'warning', { text: 'See DN-304' }) */
export function rowIssue(
  column: string | null,
  code: string,
  severity: RowIssue['severity'],
  params: Record<string, unknown> = {},
): RowIssue {
  const sentence = texts[code]
  if (!sentence) throw new TypeError(`No sentence for ${code}`)
  return { column, code, params, severity, messageZh: fill(sentence[0], params), messageEn: fill(sentence[1], params) }
}

export function validityIssue(
  column: string,
  code: ValidityCode,
  params: ValidityParams,
  severity: RowIssue['severity'],
): RowIssue {
  return {
    column,
    code,
    params: { ...params },
    severity,
    messageZh: validityMessage(code, params, 'zh-CN'),
    messageEn: validityMessage(code, params, 'en'),
  }
}

/** Of the reader of the file: says the place by the column, not in the sentence. */
export function tabularIssue(issue: Issue, column: string | null): RowIssue {
  const placeless = { ...issue, row: 0 }
  return {
    column,
    code: issue.code,
    params: issue.params,
    severity: issue.severity === 'error' ? 'error' : 'warning',
    messageZh: issueMessage(placeless, 'zh-CN'),
    messageEn: issueMessage(placeless, 'en'),
  }
}
