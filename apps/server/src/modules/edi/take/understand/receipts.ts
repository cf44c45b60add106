import { at, type Said } from '../said.ts'
import type { Answered, ReceiptSaid } from './understood.ts'

const acceptedCodes = new Set(['A', 'E', 'P'])

/** 997 and 999: AK1 names the group, each AK2 a message and how it was taken; AK9 says it of the whole group. */
export function understand997(said: Said): ReceiptSaid {
  const ak1 = said.one('AK1')
  const ak9 = said.one('AK9')
  const group = at(ak1, 2)
  const named = said.parts('AK2', 'AK9').map((part): Answered => {
    const end = part.one('AK5') ?? part.one('IK5')
    return answered(group, at(part.head, 2), at(end, 1), codesOf(end, 2))
  })
  // A group accepted whole need not name its messages.
  return { does: 'receipt', answers: [answered(group, '', at(ak9, 1), codesOf(ak9, 5)), ...named] }
}

const answered = (group: string, message: string, verdict: string, codes: string[]): Answered => ({
  level: message === '' ? 'group' : 'message',
  interchange: '',
  group,
  message,
  accepted: acceptedCodes.has(verdict),
  codes,
})

const codesOf = (segment: Said['head'] | undefined, from: number): string[] =>
  segment ? Array.from({ length: segment.size - from }, (_, more) => at(segment, from + more)).filter(Boolean) : []

/** TA1: A accepted, E with errors, R rejected. */
export function understandTa1(said: Said): ReceiptSaid {
  const ta1 = said.one('TA1')
  const code = at(ta1, 5)
  return {
    does: 'receipt',
    answers: [
      {
        level: 'interchange',
        interchange: at(ta1, 1),
        group: '',
        message: '',
        accepted: at(ta1, 4) !== 'R',
        codes: code === '' || code === '000' ? [] : [code],
      },
    ],
  }
}

/** CONTRL: UCI names the interchange, UCM the messages; 0083 4 is rejected, 7 and 8 are not. */
export function understandContrl(said: Said): ReceiptSaid {
  const uci = said.one('UCI')
  const interchange = at(uci, 1)
  const messages = said.all('UCM').map(
    (ucm): Answered => ({
      level: 'message',
      interchange,
      group: '',
      message: at(ucm, 1),
      accepted: at(ucm, 3) !== '4',
      codes: [at(ucm, 4)].filter(Boolean),
    }),
  )
  const whole: Answered = {
    level: 'interchange',
    interchange,
    group: '',
    message: '',
    accepted: at(uci, 4) !== '4',
    codes: [at(uci, 5)].filter(Boolean),
  }
  return { does: 'receipt', answers: [whole, ...messages] }
}
