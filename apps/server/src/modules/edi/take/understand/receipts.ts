import { codeMeaning, type Segment, type Standard } from '@quayside/edi'
import { at, type Said } from '../said.ts'
import type { Answered, ReceiptSaid, Words } from './understood.ts'

const acceptedCodes = new Set(['A', 'E', 'P'])

/** 997 and 999: AK1 names the group, each AK2 a message and how it was taken; AK9 says it of the whole group. */
export function understand997(said: Said): ReceiptSaid {
  const ak1 = said.one('AK1')
  const ak9 = said.one('AK9')
  const group = at(ak1, 2)
  const named = said.parts('AK2', 'AK9').map((part): Answered => {
    const end = part.one('AK5') ?? part.one('IK5')
    const codes = codesOf(end, 2)
    const faults = [...segmentFaults(part), ...meanings('x12', '718', codes)]
    return answered(group, at(part.head, 2), at(end, 1), codes, faults)
  })
  const codes = codesOf(ak9, 5)
  // A group accepted whole need not name its messages; where it names one, that word is the more exact and comes first.
  return {
    does: 'receipt',
    answers: [...named, answered(group, '', at(ak9, 1), codes, meanings('x12', '716', codes))],
  }
}

const answered = (group: string, message: string, verdict: string, codes: string[], faults: Words[]): Answered => ({
  level: message === '' ? 'group' : 'message',
  interchange: '',
  group,
  message,
  accepted: acceptedCodes.has(verdict),
  codes,
  faults,
})

/** What AK3 and AK4 (IK3 and IK4 of 999) find in segments and their elements. */
function segmentFaults(part: Said): Words[] {
  return part.parts(['AK3', 'IK3'], 'AK5', 'IK5').flatMap((fault) => {
    const tag = at(fault.head, 1)
    const elements = fault.all('AK4', 'IK4')
    if (elements.length === 0) return meanings('x12', '720', [at(fault.head, 4)], { zh: tag, en: tag })
    return elements.flatMap((element) => {
      const place = `${tag}${at(element, 1).padStart(2, '0')}`
      const bad = at(element, 4)
      return meanings('x12', '723', [at(element, 3)], {
        zh: bad ? `${place}“${bad}”` : place,
        en: bad ? `${place} “${bad}”` : place,
      })
    })
  })
}

/** Codes in words, where they are; what is not known stays as it was sent. */
const meanings = (standard: Standard, element: string, codes: readonly string[], where?: Words): Words[] =>
  codes
    .filter((code) => code !== '')
    .map((code) => {
      const { zh, en } = codeMeaning(standard, element, code) ?? { zh: `代码 ${code}`, en: `code ${code}` }
      return where ? { zh: `${where.zh}：${zh}`, en: `${where.en}: ${en}` } : { zh, en }
    })

const codesOf = (segment: Segment | undefined, from: number): string[] =>
  segment ? Array.from({ length: segment.size - from }, (_, more) => at(segment, from + more)).filter(Boolean) : []

/** TA1: A accepted, E with errors, R rejected. */
export function understandTa1(said: Said): ReceiptSaid {
  const ta1 = said.one('TA1')
  const code = at(ta1, 5)
  const codes = code === '' || code === '000' ? [] : [code]
  return {
    does: 'receipt',
    answers: [
      {
        level: 'interchange',
        interchange: at(ta1, 1),
        group: '',
        message: '',
        accepted: at(ta1, 4) !== 'R',
        codes,
        faults: meanings('x12', 'I18', codes),
      },
    ],
  }
}

/** CONTRL: UCI names the interchange, UCM the messages, UCS and UCD places in them; 0083 4 is rejected, 7 and 8 are not. */
export function understandContrl(said: Said): ReceiptSaid {
  const uci = said.one('UCI')
  const interchange = at(uci, 1)
  const messages = said.parts('UCM').map((part): Answered => {
    const codes = [at(part.head, 4)].filter(Boolean)
    return {
      level: 'message',
      interchange,
      group: '',
      message: at(part.head, 1),
      accepted: at(part.head, 3) !== '4',
      codes,
      faults: [...placedFaults(part), ...meanings('edifact', '0085', codes)],
    }
  })
  const codes = [at(uci, 5)].filter(Boolean)
  const whole: Answered = {
    level: 'interchange',
    interchange,
    group: '',
    message: '',
    accepted: at(uci, 4) !== '4',
    codes,
    faults: meanings('edifact', '0085', codes),
  }
  return { does: 'receipt', answers: [...messages, whole] }
}

function placedFaults(part: Said): Words[] {
  return part.parts('UCS').flatMap((fault) => {
    const segment = at(fault.head, 1)
    const place = { zh: `第 ${segment} 段`, en: `segment ${segment}` }
    const data = fault.all('UCD')
    if (data.length === 0) return meanings('edifact', '0085', [at(fault.head, 2)], place)
    return data.flatMap((ucd) => {
      const element = at(ucd, 2)
      return meanings('edifact', '0085', [at(ucd, 1)], {
        zh: `${place.zh}第 ${element} 项`,
        en: `${place.en}, element ${element}`,
      })
    })
  })
}
