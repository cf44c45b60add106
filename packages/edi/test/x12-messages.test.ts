import { describe, expect, test } from 'vitest'
import { x12Messages } from '../src/index.ts'
import { corpus, hasCorpus } from './corpus.ts'
import { issuesOf, messagesOf } from './messages.ts'

/** What partners (or the authors of examples) really did otherwise than the standard says; everything else is read without an issue. */
const real: Readonly<Record<string, readonly string[]>> = {
  // A reference qualifier without the reference, and times without saying which time.
  'src_v004010_test_204.rs_1.edi': ['elementConditional 6:L11 1', 'elementConditional 13:G62 3'],
  // A tare weight that is not said to be estimated or actual; dangerous goods without the goods and the contact they belong to.
  'src_v004010_test_204.rs_2.edi': ['elementConditional 10:N7 16', 'segmentUnexpected 16:LH1'],
}

const files = corpus().filter(({ types }) => types.some((type) => type in x12Messages))

describe.skipIf(!hasCorpus)('messages of other people', () => {
  test.each(files.map((file) => [file.file, file] as const))('%s is read by its definition', (name, file) => {
    const expected = Object.entries(real).find(([end]) => name.endsWith(end))?.[1] ?? []
    expect(messagesOf(file.bytes, x12Messages).flatMap((met) => issuesOf(met) ?? [])).toEqual(expected)
  })
})
