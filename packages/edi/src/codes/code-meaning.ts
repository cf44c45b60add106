import type { Sentence } from '../issue.ts'
import type { Standard } from '../syntax/delimiters.ts'
import type { CodeLists } from './code-lists.ts'
import { edifactCodes } from './edifact.ts'
import { acknowledgmentCodes } from './x12-acknowledgment.ts'
import { goodsCodes } from './x12-goods.ts'
import { orderCodes } from './x12-orders.ts'
import { partyCodes } from './x12-parties.ts'
import { referenceCodes } from './x12-references.ts'
import { statusCodes } from './x12-status.ts'
import { timeCodes } from './x12-time.ts'
import { transportCodes } from './x12-transport.ts'

const lists: Readonly<Record<Standard, CodeLists>> = {
  x12: {
    ...partyCodes,
    ...statusCodes,
    ...referenceCodes,
    ...timeCodes,
    ...goodsCodes,
    ...transportCodes,
    ...orderCodes,
    ...acknowledgmentCodes,
  },
  edifact: edifactCodes,
}

/** Codes of ISO standards, which the platform knows: countries (X12 26, EDIFACT 3207) and currencies (100, 6345). */
const iso: Readonly<Record<string, 'region' | 'currency'>> = {
  26: 'region',
  3207: 'region',
  100: 'currency',
  6345: 'currency',
}
const shapes = { region: /^[A-Z]{2}$/, currency: /^[A-Z]{3}$/ }
const names = new Map<string, Intl.DisplayNames>()

/** What a code of a data element means; undefined where we do not know it. */
export function codeMeaning(standard: Standard, element: string, code: string): Sentence | undefined {
  const list = lists[standard][element]
  const meaning = list && (known(list, code) ?? (element === packagingCode ? known(list, code.slice(0, 3)) : undefined))
  if (meaning) return { zh: meaning[0], en: meaning[1] }
  const type = iso[element]
  if (type === undefined || !shapes[type].test(code)) return undefined
  const [zh, en] = [named('zh', type, code), named('en', type, code)]
  return zh !== undefined && en !== undefined ? { zh, en } : undefined
}

/** X12 103: form and material in one, as `CTN25`. */
const packagingCode = '103'

const known = (list: CodeLists[string], code: string) => (Object.hasOwn(list, code) ? list[code] : undefined)

function named(locale: string, type: 'region' | 'currency', code: string): string | undefined {
  let display = names.get(locale + type)
  if (display === undefined) {
    display = new Intl.DisplayNames([locale], { type, fallback: 'none' })
    names.set(locale + type, display)
  }
  return display.of(code)
}

/** The list of a data element, for those who choose from it. */
export const codesOf = (standard: Standard, element: string): CodeLists[string] => lists[standard][element] ?? {}
