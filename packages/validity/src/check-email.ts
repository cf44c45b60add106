import { type Checked, wrong } from './checked.ts'
import { halfWidth } from './half-width.ts'

export type EmailFound = {
  /** Lower-case form for comparing: mail hosts in use do not tell the case of the local part apart. */
  key: string
  domain: string
  /** What was probably meant, when the domain is one slip away from a mail provider everybody uses. */
  suggestion?: string
}

/** RFC 5322 dot-atom with the letters of RFC 6531; quoted local parts are refused: nobody has one, mistakes do. */
const atom = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const label = /^(?!-)[\p{L}\p{N}\p{M}-]{1,63}(?<!-)$/u

const slips: Readonly<Record<string, string>> = {
  'gmial.com': 'gmail.com',
  'gmai.com': 'gmail.com',
  'gamil.com': 'gmail.com',
  'gmail.con': 'gmail.com',
  'gmail.cn': 'gmail.com',
  'hotmial.com': 'hotmail.com',
  'hotmail.con': 'hotmail.com',
  'outlok.com': 'outlook.com',
  'yaho.com': 'yahoo.com',
  '136.com': '163.com',
  '162.com': '163.com',
  '163.con': '163.com',
  '163.cn': '163.com',
  '126.con': '126.com',
  'qq.con': 'qq.com',
  'qq.cn': 'qq.com',
  'q.com': 'qq.com',
  'sian.com': 'sina.com',
  'foxmial.com': 'foxmail.com',
}

/**
 * Checks one e-mail address: form by RFC 5321/5322 (as RFC 6531 widens it), lengths by RFC 5321 4.5.3.1. It does not
 * ask the network whether the mailbox exists.
 * @example checkEmail('李明 <Li.Ming@Example.COM>') // value 'Li.Ming@example.com'
 */
export function checkEmail(text: string): Checked<EmailFound> {
  if (text.length > 1000) return wrong('emailTooLong', { text: `${text.slice(0, 40)}…` })
  const bare = bareAddress(halfWidth(text))
  if (bare === '') return wrong('empty')
  const at = bare.lastIndexOf('@')
  if (at < 0) return wrong('emailNoAt', { text: bare })

  const local = bare.slice(0, at)
  const domain = bare.slice(at + 1).toLowerCase()
  if (!atom.test(local)) return wrong('emailLocalPart', { text: bare, part: local })
  if (!isDomain(domain)) return wrong('emailDomain', { text: bare, domain })
  if (isLongerThan(local, 64) || isLongerThan(`${local}@${domain}`, 254))
    return wrong('emailTooLong', { text: `${bare.slice(0, 40)}…` })

  const meant = Object.hasOwn(slips, domain) ? slips[domain] : undefined
  return {
    ok: true,
    value: `${local}@${domain}`,
    key: `${local}@${domain}`.toLowerCase(),
    domain,
    ...(meant ? { suggestion: `${local}@${meant}` } : {}),
  }
}

const encoder = new TextEncoder()

/** In bytes of UTF-8, of which a UTF-16 unit makes at most three. */
const isLongerThan = (text: string, bytes: number): boolean =>
  text.length * 3 > bytes && encoder.encode(text).length > bytes

function bareAddress(text: string): string {
  const inBrackets = /<([^<>]*)>\s*$/.exec(text)
  return (inBrackets?.[1] ?? text)
    .replace(/^mailto:/i, '')
    .replace(/\u3002/g, '.')
    .trim()
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.')
  const last = labels.at(-1) ?? ''
  return labels.length > 1 && labels.every((part) => label.test(part)) && /^(?:\p{L}{2,}|xn--[a-z0-9-]+)$/u.test(last)
}
