import { creditCheckCharacter, organisationCheckCharacter } from '@quayside/validity'
import type { Random } from './random.ts'

const codeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A 统一社会信用代码 with right check characters, of no real company but by chance. */
export function aCreditCode(random: Random, divisionCode: string): string {
  const organisation = `MA${Array.from({ length: 6 }, () => codeAlphabet[random.whole(0, 30)]).join('')}`
  const body = `91${divisionCode.slice(0, 6)}${organisation}${organisationCheckCharacter(organisation)}`
  return body + creditCheckCharacter(body)
}
