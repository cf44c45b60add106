/**
 * The digits of a phone number that tell lines apart: without extension, country code 86 or 1, or trunk zeros, at most the
 * last ten (eleven for a Chinese mobile), so that a number matches itself however it is written; '' for fewer than six.
 * @example phoneDigits('+86 755 8888 6666 转 801') // '5588886666'
 */
export function phoneDigits(text: string): string {
  const plain = text.normalize('NFKC').split(/转|轉|分机|ext|x|#/i)[0] ?? ''
  let digits = plain.replace(/\D/g, '').replace(/^0+/, '')
  if (/^86(?:1[3-9]\d{9}|0?[1-9]\d{8,10})$/.test(digits) && digits.length > 10)
    digits = digits.slice(2).replace(/^0/, '')
  if (/^\D*(?:\+|00)\D*1/.test(plain) && digits.length === 11) digits = digits.slice(1)
  if (digits.length < 6) return ''
  return /^1[3-9]\d{9}$/.test(digits) ? digits : digits.slice(-10)
}

/** 1 for equal lines, 0.9 where one lacks its area code, 0.7 for one digit wrong. */
export function phoneSimilarity(one: string, other: string): number {
  if (one === other) return 1
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length >= 7 && short.length < long.length && long.endsWith(short)) return 0.9
  if (short.length !== long.length) return 0
  let wrong = 0
  for (let i = 0; i < short.length && wrong < 2; i += 1) if (short.charCodeAt(i) !== long.charCodeAt(i)) wrong += 1
  return wrong === 1 ? 0.7 : 0
}
