/** A sentence for a person, in both languages of the product. */
export interface Sentence {
  zh: string
  en: string
}

/** What is wrong where. Nothing of it stops the reading. */
export interface EdiIssue {
  code: IssueCode
  /** Errors make a functional group or interchange wrong; warnings are oddities that do no harm. */
  severity: 'error' | 'warning'
  /** Byte offset in the stream. */
  at: number
  /** 1 for the first segment of the stream; 0 before any. */
  segment: number
  tag: string
  /** 1 for the element behind the tag. */
  element?: number
  component?: number
  /** What stands there, where the fault is a value. */
  found?: string
  /** Control numbers of what it happened in. */
  interchange?: string
  group?: string
  transaction?: string
  sentence: Sentence
}

/** What a sentence names: the value found, the value expected, and the like. */
export type IssueFacts = Record<'found' | 'expected' | 'tag', string>

type Say = (facts: IssueFacts) => Sentence

const sentences = {
  missingInterchange: ({ tag }) => ({
    zh: `报文段 ${tag} 之前没有交换头（ISA 或 UNB）；按默认分隔符读取。请让对方补上交换头。`,
    en: `Segment ${tag} stands before any interchange header (ISA or UNB); read with the usual separators. Ask the partner to send the header.`,
  }),
  headerNotFixed: () => ({
    zh: 'ISA 的各字段没有按固定宽度填充（应为 106 字节）；分隔符由其内容推断。',
    en: 'The fields of ISA are not padded to their fixed widths (106 bytes in all); the separators were taken from its content.',
  }),
  headerIncomplete: ({ tag }) => ({
    zh: `交换头 ${tag} 没有写明发送方、接收方、控制号或语法标识。`,
    en: `The interchange header ${tag} does not name its sender, receiver, control number or syntax.`,
  }),
  missingInterchangeEnd: ({ tag }) => ({
    zh: `交换没有结束段 ${tag}，可能被截断。请让对方重发整个文件。`,
    en: `The interchange has no end segment ${tag}; it may be cut off. Ask the partner to send the whole file again.`,
  }),
  missingGroupEnd: () => ({
    zh: '功能组没有结束段（GE 或 UNE）。',
    en: 'The functional group has no end segment (GE or UNE).',
  }),
  missingTransactionEnd: ({ tag }) => ({
    zh: `报文没有结束段 ${tag}，可能不完整；未当作完整报文处理。`,
    en: `The message has no end segment ${tag}; it may be incomplete and is not taken as whole.`,
  }),
  missingGroup: ({ tag }) => ({
    zh: `${tag} 不在功能组（GS…GE）之内。`,
    en: `${tag} stands outside a functional group (GS … GE).`,
  }),
  interchangeControl: ({ found, expected }) => ({
    zh: `交换结束段的控制号是“${found}”，而开始段是“${expected}”。`,
    en: `The interchange ends with control number “${found}” but began with “${expected}”.`,
  }),
  interchangeCount: ({ found, expected }) => ({
    zh: `交换声明含 ${found} 个功能组或报文，实际读到 ${expected} 个。`,
    en: `The interchange says it holds ${found} groups or messages; ${expected} were read.`,
  }),
  groupControl: ({ found, expected }) => ({
    zh: `功能组结束段的控制号是“${found}”，而开始段是“${expected}”。`,
    en: `The functional group ends with control number “${found}” but began with “${expected}”.`,
  }),
  groupCount: ({ found, expected }) => ({
    zh: `功能组声明含 ${found} 个报文，实际读到 ${expected} 个。`,
    en: `The functional group says it holds ${found} messages; ${expected} were read.`,
  }),
  transactionControl: ({ found, expected }) => ({
    zh: `报文结束段的参考号是“${found}”，而开始段是“${expected}”。`,
    en: `The message ends with reference “${found}” but began with “${expected}”.`,
  }),
  transactionCount: ({ found, expected }) => ({
    zh: `报文声明含 ${found} 个段，实际有 ${expected} 个；可能丢了行。`,
    en: `The message says it has ${found} segments; ${expected} were read. Lines may be lost.`,
  }),
  transactionRepeated: ({ found }) => ({
    zh: `同一组内报文参考号“${found}”出现了两次。`,
    en: `The message reference “${found}” comes twice in one group.`,
  }),
  strayMessageEnd: ({ tag }) => ({
    zh: `报文结束段 ${tag} 没有对应的开始段。`,
    en: `The end segment ${tag} has no message it could end.`,
  }),
  strayGroupEnd: ({ tag }) => ({
    zh: `功能组结束段 ${tag} 没有对应的开始段。`,
    en: `The end segment ${tag} has no functional group it could end.`,
  }),
  strayInterchangeEnd: ({ tag }) => ({
    zh: `交换结束段 ${tag} 没有对应的开始段。`,
    en: `The end segment ${tag} has no interchange it could end.`,
  }),
  straySegment: ({ tag }) => ({
    zh: `段 ${tag} 不在任何报文之内，已跳过。`,
    en: `Segment ${tag} stands outside any message and was passed over.`,
  }),
  badTag: ({ found }) => ({
    zh: `“${found}”不是段标识；此处的分隔符可能与交换头声明的不同。`,
    en: `“${found}” is no segment tag; the separators here may differ from those the header declares.`,
  }),
  trailingData: ({ found }) => ({
    zh: `交换结束之后还有其他内容（“${found}”），已跳过。`,
    en: `Something else follows the end of the interchange (“${found}”) and was passed over.`,
  }),
  notEdi: ({ found }) => ({
    zh: `文件不是以 EDI 交换（ISA、UNA 或 UNB）开始，而是“${found}”。`,
    en: `The file does not begin with an EDI interchange (ISA, UNA or UNB) but with “${found}”.`,
  }),
  noTerminator: () => ({
    zh: '最后一段没有段结束符；文件可能被截断。',
    en: 'The last segment has no terminator; the file may be cut off.',
  }),
  segmentTooLong: ({ found }) => ({
    zh: `有一段超过 ${found} 字节，已跳过到其结束符。`,
    en: `A segment is longer than ${found} bytes; passed over up to its terminator.`,
  }),
  empty: () => ({ zh: '文件是空的。', en: 'The file is empty.' }),
} satisfies Record<string, Say>

export type IssueCode = keyof typeof sentences

const harmless: ReadonlySet<IssueCode> = new Set(['headerNotFixed', 'trailingData', 'noTerminator'])

/** Text of a partner that is shown beside our own: short, and without control characters. */
const shown = (text: string) => {
  const plain = text.replace(/\p{Cc}+/gu, ' ').trim()
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain
}

export function sentenceOf(code: IssueCode, facts: Partial<IssueFacts>): Sentence {
  const { found = '', expected = '', tag = '' } = facts
  return sentences[code]({ found: shown(found), expected: shown(expected), tag: shown(tag) })
}

export const severityOf = (code: IssueCode): EdiIssue['severity'] => (harmless.has(code) ? 'warning' : 'error')
