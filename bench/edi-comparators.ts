import { once } from 'node:events'
import type { Transform } from 'node:stream'
import EdifactParser from 'edifact/parser.js'
import nodeX12 from 'node-x12'
import { Configuration } from 'ts-edifact/lib/configuration.js'
import { Parser as TsEdifactParser } from 'ts-edifact/lib/parser.js'
import { X12parser } from 'x12-parser'

/** What a reading delivered: as much for each that reads all, so that none is measured doing less. */
export interface Taken {
  segments: number
  /** Texts of elements (X12) or components (EDIFACT) behind the tags, empty ones too, and their characters. */
  texts: number
  characters: number
}

export type Reading = (chunks: readonly Uint8Array[]) => Taken | Promise<Taken>

/** Checks nothing of envelopes. Its events are methods that its own `emit` calls; to replace them is its quickest use. */
export function readByEdifact(chunks: readonly Uint8Array[]): Taken {
  const taken = { segments: 0, texts: 0, characters: 0 }
  const parser = new EdifactParser()
  parser.encoding('UNOC')
  parser.onopensegment = () => {
    taken.segments++
  }
  parser.onclosesegment = () => undefined
  parser.onelement = () => undefined
  parser.oncomponent = (text) => {
    taken.texts++
    taken.characters += text.length
  }
  for (const text of texts(chunks)) parser.write(text)
  parser.end()
  return taken
}

/** The same as its documentation shows it: by listeners. */
export function readByEdifactEvents(chunks: readonly Uint8Array[]): Taken {
  const taken = { segments: 0, texts: 0, characters: 0 }
  const parser = new EdifactParser()
  parser.encoding('UNOC')
  parser.on('opensegment', () => {
    taken.segments++
  })
  parser.on('component', (text) => {
    taken.texts++
    taken.characters += text.length
  })
  for (const text of texts(chunks)) parser.write(text)
  parser.end()
  return taken
}

/** Its own without definitions writes a line for each segment. */
const withoutChecks = {
  onOpenSegment: () => undefined,
  onElement: () => undefined,
  onOpenComponent: () => undefined,
  onCloseComponent: () => undefined,
  onCloseSegment: () => undefined,
  disable: () => undefined,
  enable: () => undefined,
  define: () => undefined,
  format: () => undefined,
}

export function readByTsEdifact(chunks: readonly Uint8Array[]): Taken {
  const taken = { segments: 0, texts: 0, characters: 0 }
  const parser = new TsEdifactParser(new Configuration({ validator: withoutChecks }))
  parser.updateCharset('UNOC')
  parser.onOpenSegment = () => {
    taken.segments++
  }
  parser.onComponent = (text) => {
    taken.texts++
    taken.characters += text.length
  }
  for (const text of texts(chunks)) parser.write(text)
  parser.end()
  return taken
}

/** Objects with a property for each element. */
export const readByX12Parser = (chunks: readonly Uint8Array[]) =>
  streamed(chunks, new X12parser(), (segment: Record<string, string>, taken) => {
    for (const key in segment) {
      if (key === 'name') continue
      taken.texts++
      taken.characters += (segment[key] as string).length
    }
  })

/** Objects with a list of elements, each with its place. */
export const readByNodeX12 = (chunks: readonly Uint8Array[]) =>
  streamed(chunks, new nodeX12.X12Parser(), (segment: { elements: { value: string }[] }, taken) => {
    for (const { value } of segment.elements) {
      taken.texts++
      taken.characters += value.length
    }
  })

async function streamed<Given>(
  chunks: readonly Uint8Array[],
  parser: Transform,
  take: (segment: Given, taken: Taken) => void,
): Promise<Taken> {
  const taken = { segments: 0, texts: 0, characters: 0 }
  parser.on('data', (segment: Given) => {
    taken.segments++
    take(segment, taken)
  })
  const ended = once(parser, 'end')
  for (const chunk of chunks) if (!parser.write(chunk)) await once(parser, 'drain')
  parser.end()
  await ended
  return taken
}

/** They take texts; to make them is part of reading a file. */
function* texts(chunks: readonly Uint8Array[]): Generator<string> {
  const decoder = new TextDecoder()
  for (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
}
