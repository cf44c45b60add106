//                  abcdefghijklmnopqrstuvwxyz
const soundCodes = '01230120022455012623010202'

/**
 * Soundex of a Latin word (Russell 1918, as in Knuth, The Art of Computer Programming 3, section 6.4): first letter and
 * three digits. Other scripts come back as their first two characters.
 * @example soundex('Robert') // 'r163'
 */
export function soundex(word: string): string {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '')
  if (letters === '') return word.slice(0, 2)
  let code = letters.charAt(0)
  let last = soundCodes.charAt(letters.charCodeAt(0) - 97)
  for (let i = 1; i < letters.length && code.length < 4; i += 1) {
    const letter = letters.charAt(i)
    const digit = soundCodes.charAt(letters.charCodeAt(i) - 97)
    if (digit !== '0' && digit !== last) code += digit
    if (letter !== 'h' && letter !== 'w') last = digit
  }
  return code.padEnd(4, '0')
}
