import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  EdiWriter,
  type MessageDefinition,
  renderMessage,
  writeMessage,
  x12Messages,
  x12Separators,
} from '../src/index.ts'
import { corpus } from './corpus.ts'
import { generated } from './generated-edifact.ts'
import { messagesOf } from './messages.ts'

function interchangeOf(definition: MessageDefinition, message: Record<string, unknown>): Uint8Array {
  const writer = new EdiWriter({ delimiters: x12Separators })
  writer.isa(['00', '', '00', '', 'ZZ', 'A', 'ZZ', 'B', '261122', '1201', '^', '00501', '000000007', '0', 'P', '>'])
  writer.segment('GS', definition.group ?? '', 'A', 'B', '20261122', '1201', '7', 'X', '005010')
  writeMessage(writer, definition, message, { control: '0001' })
  return writer.segment('GE', '1', '7').segment('IEA', '1', '000000007').bytes()
}

/** X12 releases nothing: what separates cannot be data. */
const withoutSeparators = (message: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(message).replaceAll('*', 'X'))

/** Generated segments do not heed the relations between their elements. */
const relations = new Set(['elementConditional', 'elementsExclude'])

test.each(Object.values(x12Messages).map((definition) => [definition.type, definition] as const))(
  'a generated %s that is written is read back the same, and without an issue',
  (_, definition) => {
    fc.assert(
      fc.property(generated(definition, 2).map(withoutSeparators), (message) => {
        const [met] = messagesOf(interchangeOf(definition, message), x12Messages)
        expect(met?.read?.message).toEqual(message)
        expect(met?.read?.issues.filter(({ code }) => !relations.has(code))).toEqual([])
      }),
      { numRuns: 8 },
    )
  },
  10_000,
)

/** Letters and separators, which break more than random bytes do. */
const breaking = '*+:>~^A1 '

test('messages with bytes changed and cut off are read, told and shown, never thrown upon', () => {
  const sources = corpus()
    .filter(({ types, bytes }) => bytes.length < 3000 && types.some((type) => type in x12Messages))
    .map(({ bytes }) => bytes)
  if (sources.length === 0)
    sources.push(Buffer.from('ISA*00*~GS*SM*A*B~ST*204*1~B2**SCAC**L**PP~S5*1*CL~SE*4*1~GE*1*1~IEA*1*1~'))
  let state = 2026
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state % below
  }
  for (let changed = 0, round = 0; changed < 20_000; round++) {
    const mutant = Buffer.from(sources[round % sources.length] as Uint8Array)
    const changes = 1 + next(40)
    for (let at = 0; at < changes; at++)
      mutant[next(mutant.length)] = next(3) === 0 ? next(256) : breaking.charCodeAt(next(breaking.length))
    changed += changes
    const cut = next(4) === 0 ? mutant.subarray(0, next(mutant.length)) : mutant
    for (const { read } of messagesOf(cut, x12Messages)) {
      if (!read) continue
      for (const issue of read.issues) expect(issue.at).toBeLessThanOrEqual(cut.length)
      renderMessage(read, round % 2 === 0 ? 'zh' : 'en')
    }
  }
})
