import { describe, expect, test } from 'vitest'
import { EdiWriter, type MessageMet, writeMessage, x12Messages, x12Separators } from '../src/index.ts'
import { corpus, hasCorpus } from './corpus.ts'
import { issuesOf, messagesOf } from './messages.ts'
import { deviationsOf } from './real-deviations.ts'

const files = corpus().filter(({ types }) => types.some((type) => type in x12Messages))

function trimmed(components: string[]): string[] {
  const texts = components.map((text) => text.trimEnd())
  while (texts.length > 1 && texts.at(-1) === '') texts.pop()
  return texts
}

/** The message as its segments say it, written with the usual separators and without empty ends. */
function canonical({ segments }: MessageMet): string {
  const writer = new EdiWriter({ delimiters: x12Separators })
  for (const segment of segments) {
    const elements = segment.elements().map((one) => one.map(trimmed))
    while (elements.length > 0 && elements.at(-1)?.flat().join('') === '') elements.pop()
    writer.segment(segment.tag, ...elements)
  }
  return Buffer.from(writer.bytes()).toString()
}

function rewritten({ read, transaction }: MessageMet): string {
  const writer = new EdiWriter({ delimiters: x12Separators })
  if (read) writeMessage(writer, read.definition, read.message, transaction)
  return Buffer.from(writer.bytes())
    .toString()
    .replace(/^ST\*[^~]*~/, '')
    .replace(/SE\*[^~]*~$/, '')
}

describe.skipIf(!hasCorpus)('messages of other people', () => {
  test.each(files.map((file) => [file.file, file] as const))('%s is read by its definition', (name, file) => {
    const met = messagesOf(file.bytes, x12Messages)
    expect(met.flatMap((one) => issuesOf(one) ?? [])).toEqual(deviationsOf(name))
    for (const one of met) if (one.read?.issues.length === 0) expect(rewritten(one)).toBe(canonical(one))
  })
})
