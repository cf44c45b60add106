import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { Refusal } from '../../../platform/refusal.ts'

export interface Judgement {
  score: 0 | 1 | 2 | 3 | 4
  acceptable: boolean
  messageZh: string
  messageEn: string
}

const leastScore = 3
const shortest = 10
/** Words an attacker of this product tries first. */
const ownWords = ['quayside', 'yike', '驿客', 'wuliu', 'logistics', 'kehu', 'customer', 'crm']

let zxcvbn: Promise<ZxcvbnFactory> | undefined

/**
 * The dictionaries (they hold the passwords most often seen in breaches) take 70 MB and half a second: loaded when first
 * asked. Unbounded, a password of 200 characters made for it keeps the judge busy for seconds (5.5 s measured); within
 * these bounds it is at most 0.1 s. What is strong in its first 48 characters is strong.
 */
async function load(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary, ownWords },
    graphs: common.adjacencyGraphs,
    maxLength: 48,
    l33tMaxSubstitutions: 12,
  })
}

/** Judges by how many guesses an attacker needs who knows the person's name and address. */
export async function judgePassword(password: string, person: { name: string; email: string }): Promise<Judgement> {
  zxcvbn ??= load()
  const { score, feedback } = (await zxcvbn).check(password, personalWords(person))
  if (password.length < shortest)
    return {
      score,
      acceptable: false,
      messageZh: `至少 ${shortest} 个字符。`,
      messageEn: `At least ${shortest} characters.`,
    }
  if (score >= leastScore) return { score, acceptable: true, messageZh: '强度足够。', messageEn: 'Strong enough.' }
  const [messageZh, messageEn] = advice[feedback.warning ?? ''] ?? plainAdvice
  return { score, acceptable: false, messageZh, messageEn }
}

export async function refuseWeakPassword(password: string, person: { name: string; email: string }): Promise<void> {
  const judgement = await judgePassword(password, person)
  if (judgement.acceptable) return
  throw new Refusal('passwordTooWeak', 422, judgement.messageEn, {
    errors: [{ path: '/password', code: 'passwordTooWeak', message: judgement.messageEn }],
    extra: { messageZh: judgement.messageZh, messageEn: judgement.messageEn, score: judgement.score },
  })
}

/** Parts of name and address, and neighbouring parts of the name run together in either order: 王丽华 Wang Lihua is wanglihua and lihuawang. */
function personalWords({ name, email }: { name: string; email: string }): string[] {
  const parts = name.toLowerCase().split(/\s+/).slice(0, 6)
  const runs = parts.flatMap((_, from) => parts.slice(from).map((_, more) => parts.slice(from, from + more + 1)))
  const joined = runs.flatMap((run) => [run.join(''), run.toReversed().join('')])
  const words = [name, email, ...joined, ...email.split(/[@.+_-]/)]
  return [...new Set(words.map((word) => word.toLowerCase()).filter((word) => word.length > 2))]
}

const plainAdvice = [
  '太容易猜到。请再加一两个不相关的词，用一句话也可以。',
  'Too easy to guess. Add a word or two that do not belong together; a sentence is fine.',
] as const

/** By the warning keys of zxcvbn. */
const advice: Record<string, readonly [string, string]> = {
  topTen: ['这是最常见的十个密码之一。', 'This is one of the ten most common passwords.'],
  topHundred: ['这是最常见的一百个密码之一。', 'This is one of the hundred most common passwords.'],
  common: ['这个密码曾在泄露事件中出现。', 'This password has been seen in breaches.'],
  similarToCommon: ['与一个已泄露的密码太相似。', 'Too similar to a password seen in breaches.'],
  pwned: ['这个密码曾在泄露事件中出现。', 'This password has been seen in breaches.'],
  userInputs: ['不要使用自己的姓名或邮箱。', 'Do not use your own name or e-mail address.'],
  keyPattern: ['键盘上相邻的一串键很容易猜到。', 'Rows of neighbouring keys are easy to guess.'],
  straightRow: ['键盘上相邻的一串键很容易猜到。', 'Rows of neighbouring keys are easy to guess.'],
  simpleRepeat: ['重复的字符很容易猜到。', 'Repeated characters are easy to guess.'],
  extendedRepeat: ['重复的字符很容易猜到。', 'Repeated characters are easy to guess.'],
  sequences: ['abc、123 这样的顺序很容易猜到。', 'Sequences like abc or 123 are easy to guess.'],
  recentYears: ['近年的年份很容易猜到。', 'Recent years are easy to guess.'],
  dates: ['日期很容易猜到。', 'Dates are easy to guess.'],
  wordByItself: ['单独一个词很容易猜到。', 'A single word is easy to guess.'],
  namesByThemselves: ['单独的姓名很容易猜到。', 'Names by themselves are easy to guess.'],
  commonNames: ['常见的姓名很容易猜到。', 'Common names are easy to guess.'],
}
