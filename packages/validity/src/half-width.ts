/** Characters that carry no meaning but travel along when people paste: zero-width marks, byte-order mark, bidi marks. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** Most codes, addresses of mail and numbers are plain already. */
const plain = /^[\x21-\x7e]*$/

/**
 * Full-width forms as typed by a Chinese input method made half-width (Unicode NFKC), invisible marks removed,
 * ends trimmed.
 * @example halfWidth(' ０１０－１２３４５６７８ ') // '010-12345678'
 */
export function halfWidth(text: string): string {
  if (plain.test(text)) return text
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[\u2010-\u2015\u2212\u30fc\ufe58\ufe63]/g, '-')
    .trim()
}
