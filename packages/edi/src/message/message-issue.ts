import type { Sentence } from '../issue.ts'

/** Something in a message that is not as its definition says. It never stops the reading. */
export interface MessageIssue {
  code: MessageIssueCode
  /** Errors leave the message incomplete or ambiguous; with warnings alone it can be worked with. */
  severity: 'error' | 'warning'
  /** Byte offset in the stream. */
  at: number
  /** Number of the segment in the stream. */
  segment: number
  /** Number of the segment in the message: 1 for ST or UNH. For a segment that is missing, of the one before which it belongs. */
  position: number
  tag: string
  /** Loop (`0300`) or segment group (`SG28`) it lies in. */
  loop?: string
  element?: number
  component?: number
  repetition?: number
  /** Reference number of the data element in the dictionary. */
  reference?: string
  found?: string
  sentence: Sentence
}

/** What sentences are made of. */
export interface Facts {
  tag: string
  /** Of the segment. */
  name: Sentence
  /** `BEG03`, `NAD+3039`; the tag alone where no element is meant. */
  where: string
  /** Of the element. */
  element: Sentence
  found: string
  limit: number
}

type Say = (facts: Facts) => Sentence

const sentences = {
  segmentUnknown: ({ tag }) => ({
    zh: `此类报文没有 ${tag} 段；已原样保留，但未解读。`,
    en: `This kind of message has no segment ${tag}; it was kept as it came but not understood.`,
  }),
  segmentUnexpected: ({ tag, name }) => ({
    zh: `${tag}（${name.zh}）不应出现在这里；已原样保留，但未解读。`,
    en: `${tag} (${name.en}) does not belong here; it was kept as it came but not understood.`,
  }),
  segmentMissing: ({ tag, name }) => ({
    zh: `缺少必需的 ${tag} 段（${name.zh}）。请让对方补上。`,
    en: `The mandatory segment ${tag} (${name.en}) is missing. Ask the partner to send it.`,
  }),
  loopOverMax: ({ tag, name, limit }) => ({
    zh: `以 ${tag}（${name.zh}）开头的循环超过了 ${limit} 次。`,
    en: `The loop that begins with ${tag} (${name.en}) comes more than ${limit} times.`,
  }),
  segmentOverMax: ({ tag, name, limit }) => ({
    zh: `${tag}（${name.zh}）在这里超过了 ${limit} 次。`,
    en: `${tag} (${name.en}) comes more than ${limit} times here.`,
  }),
  segmentOutOfSequence: ({ tag, name }) => ({
    zh: `${tag}（${name.zh}）的顺序不对；已按其含义读取。`,
    en: `${tag} (${name.en}) comes out of its order; it was read by its meaning.`,
  }),
  elementMissing: ({ where, element }) => ({
    zh: `缺少必填项 ${where}（${element.zh}）。`,
    en: `The mandatory ${where} (${element.en}) is missing.`,
  }),
  elementConditional: ({ where, element }) => ({
    zh: `因同段其他项已填写，${where}（${element.zh}）也必须填写。`,
    en: `${where} (${element.en}) is needed because of the other elements of its segment.`,
  }),
  elementsExclude: ({ where, element }) => ({
    zh: `${where}（${element.zh}）不能与同段的另一项同时填写。`,
    en: `${where} (${element.en}) must not come together with another element of its segment.`,
  }),
  elementsTooMany: ({ tag, name, limit }) => ({
    zh: `${tag}（${name.zh}）只有 ${limit} 项，收到的更多；多出的已原样保留。`,
    en: `${tag} (${name.en}) has ${limit} elements; more came and were kept as they are.`,
  }),
  componentsTooMany: ({ where, element, limit }) => ({
    zh: `${where}（${element.zh}）只有 ${limit} 个子项，收到的更多。`,
    en: `${where} (${element.en}) has ${limit} components; more came.`,
  }),
  repetitionsTooMany: ({ where, element, limit }) => ({
    zh: `${where}（${element.zh}）最多重复 ${limit} 次，收到的更多。`,
    en: `${where} (${element.en}) may be repeated ${limit} times; more came.`,
  }),
  elementTooShort: ({ where, element, found, limit }) => ({
    zh: `${where}（${element.zh}）“${found}”至少应有 ${limit} 个字符。`,
    en: `${where} (${element.en}) “${found}” must have at least ${limit} characters.`,
  }),
  elementTooLong: ({ where, element, found, limit }) => ({
    zh: `${where}（${element.zh}）“${found}”最多 ${limit} 个字符。`,
    en: `${where} (${element.en}) “${found}” may have at most ${limit} characters.`,
  }),
  characterInvalid: ({ where, element, found }) => ({
    zh: `${where}（${element.zh}）“${found}”含有不允许的字符。`,
    en: `${where} (${element.en}) “${found}” holds a character that is not allowed.`,
  }),
  numberInvalid: ({ where, element, found }) => ({
    zh: `${where}（${element.zh}）“${found}”不是数字。`,
    en: `${where} (${element.en}) “${found}” is no number.`,
  }),
  codeInvalid: ({ where, element, found }) => ({
    zh: `${where}（${element.zh}）不允许代码“${found}”。`,
    en: `${where} (${element.en}) does not allow the code “${found}”.`,
  }),
  dateInvalid: ({ where, element, found }) => ({
    zh: `${where}（${element.zh}）“${found}”不是有效日期。`,
    en: `${where} (${element.en}) “${found}” is no date of the calendar.`,
  }),
  timeInvalid: ({ where, element, found }) => ({
    zh: `${where}（${element.zh}）“${found}”不是有效时间。`,
    en: `${where} (${element.en}) “${found}” is no time of day.`,
  }),
} satisfies Record<string, Say>

export type MessageIssueCode = keyof typeof sentences

const harmful: ReadonlySet<MessageIssueCode> = new Set([
  'segmentMissing',
  'elementMissing',
  'elementConditional',
  'numberInvalid',
  'codeInvalid',
  'dateInvalid',
  'timeInvalid',
])

export const severityOfMessageIssue = (code: MessageIssueCode): MessageIssue['severity'] =>
  harmful.has(code) ? 'error' : 'warning'

/** Text of a partner that is shown beside our own: short, and without control characters. */
const shown = (text: string) => {
  const plain = text.replace(/\p{Cc}+/gu, ' ').trim()
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain
}
const nameless: Sentence = { zh: '', en: '' }

export function messageSentence(code: MessageIssueCode, facts: Partial<Facts>): Sentence {
  const { tag = '', name = nameless, where = tag, element = nameless, found = '', limit = 0 } = facts
  return sentences[code]({ tag: shown(tag), name, where, element, found: shown(found), limit })
}
