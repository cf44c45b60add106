import type { MessageLanguage } from '@quayside/validity'
import type { User } from '../../platform/http/serve.ts'
import type { FieldFault } from '../../platform/refusal.ts'

/** What the person who typed reads beside the field. */
const sentences: Readonly<Record<string, { zh: string; en: string }>> = {
  badText: {
    zh: '含有无法保存的字符（空字符或半个字符），请重新输入。',
    en: 'This text holds a null or half a character, which cannot be kept. Type it anew.',
  },
  inFuture: { zh: '日期不能晚于今天。', en: 'The date must not lie in the future.' },
  unknownUser: { zh: '没有这位在职同事。', en: 'No active colleague has this id.' },
  cannotSee: {
    zh: '这位同事看不到该客户，或已停用。',
    en: 'This colleague may not see the account or is no longer active.',
  },
  unknownTeam: { zh: '没有这个团队。', en: 'No team has this id.' },
  unknownAccount: { zh: '没有这个客户，或您无权查看。', en: 'No account you may see has this id.' },
  unknownContact: { zh: '该客户没有这位联系人。', en: 'The account has no such contact.' },
  unknownDivision: { zh: '没有这个行政区划代码。', en: 'No Chinese division has this code.' },
  unknownField: { zh: '没有这个自定义字段，或该字段已停用。', en: 'No custom field in use has this key.' },
  required: { zh: '此项必填。', en: 'This field is required.' },
  notForKind: { zh: '此类客户没有这一项。', en: 'An account of this kind has no such field.' },
  circle: { zh: '上级客户不能是自己或自己的下级。', en: 'The parent must not be the account itself or one below it.' },
  creditCodeTaken: { zh: '该统一社会信用代码已属于另一客户。', en: 'Another account has this credit code.' },
  externalKeyTaken: { zh: '该外部编号已属于另一客户。', en: 'Another account has this external key.' },
  notWritable: { zh: '您的角色不能填写这类资料。', en: 'Your roles do not let you write this category of data.' },
  'customKind.text': { zh: '请填写文字，不超过 2000 字。', en: 'Text of at most 2,000 characters is expected.' },
  'customKind.number': { zh: '请填写数字。', en: 'A number is expected.' },
  'customKind.date': { zh: '请填写日期，如 2026-03-01。', en: 'A date is expected, e.g. 2026-03-01.' },
  'customKind.boolean': { zh: '请填写是或否。', en: 'Yes or no is expected.' },
  'customKind.choice': { zh: '请从选项中选择。', en: 'One of the choices is expected.' },
  'customKind.choices': { zh: '请从选项中选择。', en: 'Only values from the choices are expected.' },
}

export const languageOf = (user: Pick<User, 'locale'>): MessageLanguage => (user.locale === 'en' ? 'en' : 'zh-CN')

/** @example sayFault('parentId', 'circle', 'en') // { path: '/parentId', code: 'circle', message: 'The parent must not …' } */
export function sayFault(field: string, code: string, language: MessageLanguage): FieldFault {
  const sentence = sentences[code]
  if (!sentence) throw new TypeError(`No sentence for ${code}`)
  return { path: `/${field}`, code, message: language === 'en' ? sentence.en : sentence.zh }
}

/** Texts, also inside lists, that the database would refuse or garble. */
export function badTexts(typed: Readonly<Record<string, unknown>>, language: MessageLanguage): FieldFault[] {
  const isBad = (value: unknown): boolean => {
    if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed()
    return typeof value === 'object' && value !== null && Object.values(value).some(isBad)
  }
  const fields = Object.keys(typed).filter((field) => isBad(typed[field]))
  return fields.map((field) => sayFault(field, 'badText', language))
}
