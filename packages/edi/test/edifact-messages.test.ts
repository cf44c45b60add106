import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EdiWriter, edifactMessages, edifactSeparators, type MessageDefinition, writeMessage } from '../src/index.ts'
import { corpus, hasCorpus } from './corpus.ts'
import { generated } from './generated-edifact.ts'
import { issuesOf, messagesOf } from './messages.ts'

const definitions = Object.entries(edifactMessages)

function written(definition: MessageDefinition, message: Record<string, unknown>): Uint8Array {
  const writer = new EdiWriter({ delimiters: edifactSeparators })
  writer.segment('UNB', ['UNOY', '3'], ['A', '14'], ['B', '14'], ['261122', '1201'], '7')
  writeMessage(writer, definition, message, { control: '1', version: 'D:01B:UN' })
  return writer.segment('UNZ', '1', '7').bytes()
}

test.each(definitions)('any %s that its definition allows is written and read back as it was', (_, definition) => {
  fc.assert(
    fc.property(generated(definition, 3), (message) => {
      const [met] = messagesOf(written(definition, message), edifactMessages)
      expect(issuesOf(met)).toEqual([])
      expect(met?.read?.message).toEqual(message)
    }),
    { numRuns: 15 },
  )
})

/** What the authors of examples did otherwise than the standard says, by the end of the file's name. */
const real: Readonly<Record<string, readonly string[]>> = {
  // A message of nothing but its head and its end, or without its beginning.
  'edifact.Issue188.edi': [1, 2].flatMap(() => [
    'segmentMissing 2:BGM',
    'segmentMissing 2:BGM',
    'segmentMissing 3:UNS',
    'segmentMissing 3:MOA',
  ]),
  // Every segment once, but BGM; an amount that is a word.
  'edifact.Issue203.edi': ['segmentMissing 2:BGM', 'numberInvalid 65:MOA 1'],
  // Dates behind the description.
  'edifact.ORDRSP.edi': ['segmentOutOfSequence 5:DTM', 'segmentOutOfSequence 6:DTM'],
  // Made wrong on purpose: a long qualifier, a price with its currency's sign, two ends of the lines.
  'invoic_d97b_bad.edi': ['elementTooLong 5:NAD 1', 'numberInvalid 13:PRI 1', 'segmentOverMax 21:UNS'],
}
/** Heads and ends cut from the tests of another library, with segments of no directory in between or none at all. */
const fragments = /(?:ErrorEvents|EventSequence|SegmentValidation|SyntaxTest|WriteEdifactExample)/

const files = corpus().filter(({ types }) => types.some((type) => type in edifactMessages))

describe.skipIf(!hasCorpus)('EDIFACT messages of other people', () => {
  test.each(files.map((file) => [file.file, file] as const))('%s is read by its definition', (name, file) => {
    const issues = messagesOf(file.bytes, edifactMessages).flatMap((met) => issuesOf(met) ?? [])
    if (fragments.test(name)) return expect(issues).toContainEqual(expect.stringMatching(/^segmentMissing \d:UNS$/))
    const expected = Object.entries(real).find(([end]) => name.endsWith(end))?.[1] ?? []
    expect(issues).toEqual(expected)
  })
})
