import type { Sentence } from '@quayside/contract'
import type { Refusal } from './refusal.ts'

/** What a refusal says beside its English sentence, as part of its `extra`. */
export const inBothLanguages = (zh: string, en: string) => ({ messageZh: zh, messageEn: en })

/** A refusal as a sentence to be kept: whoever reads it later may read another language than whoever caused it. */
export function sentenceOf({ code, message, extra }: Refusal): Sentence {
  const { messageZh, messageEn, ...others } = extra
  return {
    zh: typeof messageZh === 'string' && messageZh !== '' ? messageZh : null,
    en: typeof messageEn === 'string' && messageEn !== '' ? messageEn : message,
    code,
    params: Object.fromEntries(Object.entries(others).filter(isPlain)),
  }
}

const isPlain = (entry: [string, unknown]): entry is [string, string | number] =>
  typeof entry[1] === 'string' || typeof entry[1] === 'number'

/** A sentence that is no refusal, or one written before codes were kept. */
export const plainSentence = ({
  zh,
  en,
  code = null,
  params = {},
}: Pick<Sentence, 'zh' | 'en'> & Partial<Sentence>): Sentence => ({
  zh,
  en,
  code,
  params,
})
