import { pathToFileURL } from 'node:url'
import { EdiReader, type Segment } from '@quayside/edi'
import {
  type Reading,
  readByEdifact,
  readByEdifactEvents,
  readByNodeX12,
  readByTsEdifact,
  readByX12Parser,
  type Taken,
} from './edi-comparators.ts'
import { sampleOf214, sampleOfIftsta } from './edi-samples.ts'
import { figure, type Row, tableOf } from './table.ts'
import { cpuSince } from './timed.ts'

const sampleBytes = 20_000_000
/** As a stream from a file gives them. */
const chunkBytes = 64 * 1024
const rounds = 5

/**
 * 20 MB of 214 and of IFTSTA beside other libraries, in one process, turn about. The budget is judged where ours delivers all that the comparators
 * deliver: every element (of EDIFACT: every component) as a text.
 */
export async function ediBench(): Promise<Row[]> {
  return [
    ...(await compared('X12 214', sampleOf214(sampleBytes), 10, takeFor214, {
      'x12-parser': readByX12Parser,
      'node-x12': readByNodeX12,
    })),
    ...(await compared('EDIFACT IFTSTA', sampleOfIftsta(sampleBytes), 5, takeForIftsta, {
      edifact: readByEdifact,
      'edifact, by listeners': readByEdifactEvents,
      'ts-edifact': readByTsEdifact,
    })),
  ]
}

/** Envelopes and all checks of them, no text of the messages. */
const segmentsOnly: Reading = (chunks) => read(chunks, () => undefined)

/** As the comparators: each text of each segment. */
const everyText: Reading = (chunks) => {
  let [texts, characters] = [0, 0]
  const take = (text: string) => {
    texts++
    characters += text.length
  }
  const taken = read(chunks, (segment) => segment.eachText(take))
  return { ...taken, texts, characters }
}

type Wanted = Record<string, readonly (readonly [element: number, component: number])[]>
/** What a shipment's milestone is made of: references, the event with its time and place, vessel or truck. */
const takeFor214: Wanted = {
  B10: [
    [1, 1],
    [2, 1],
    [3, 1],
  ],
  L11: [
    [1, 1],
    [2, 1],
  ],
  AT7: [
    [1, 1],
    [2, 1],
    [5, 1],
    [6, 1],
    [7, 1],
  ],
  MS1: [
    [1, 1],
    [2, 1],
    [3, 1],
  ],
  MS2: [
    [1, 1],
    [2, 1],
  ],
}
const takeForIftsta: Wanted = {
  BGM: [
    [1, 1],
    [2, 1],
    [3, 1],
  ],
  CNI: [
    [1, 1],
    [2, 1],
  ],
  STS: [
    [1, 1],
    [2, 1],
    [3, 1],
  ],
  RFF: [
    [1, 1],
    [1, 2],
  ],
  DTM: [
    [1, 1],
    [1, 2],
    [1, 3],
  ],
  LOC: [
    [1, 1],
    [2, 1],
    [2, 4],
  ],
  TDT: [
    [1, 1],
    [2, 1],
    [5, 1],
    [8, 1],
    [8, 4],
  ],
}

const wantedTexts =
  (wanted: Wanted): Reading =>
  (chunks) => {
    let [texts, characters] = [0, 0]
    const places = new Map(Object.entries(wanted))
    const taken = read(chunks, (segment) => {
      for (const [element, component] of places.get(segment.tag) ?? []) {
        texts++
        characters += segment.text(element, component).length
      }
    })
    return { ...taken, texts, characters }
  }

function read(chunks: readonly Uint8Array[], take: (segment: Segment) => void): Taken {
  const taken = { segments: 0, texts: 0, characters: 0 }
  const reader = new EdiReader({
    segment: (segment) => {
      taken.segments++
      take(segment)
    },
    issue: ({ code, at }) => {
      throw new Error(`${code} at ${at}`)
    },
  })
  for (const chunk of chunks) reader.push(chunk)
  reader.end()
  return taken
}

async function compared(
  name: string,
  bytes: Buffer,
  wanted: number,
  consumer: Wanted,
  comparators: Record<string, Reading>,
): Promise<Row[]> {
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, at) =>
    bytes.subarray(at * chunkBytes, (at + 1) * chunkBytes),
  )
  const ours = {
    'every text': everyText,
    'what a milestone needs': wantedTexts(consumer),
    'segments and envelope only': segmentsOnly,
  }
  const measured = await turnAbout({ ...ours, ...comparators }, chunks)
  const speed = (one: string) => bytes.length / 1000 / (measured.get(one) as Measured).milliseconds
  const best = Object.keys(comparators).sort((one, other) => speed(other) - speed(one))[0] as string
  const told = (one: string) => {
    const { texts, segments } = (measured.get(one) as Measured).taken
    return `${figure(speed(one))} MB/s (${figure(segments)} segments, ${figure(texts)} texts)`
  }
  return Object.keys(ours).map((what, at) => ({
    what: `${name}, ${figure(bytes.length / 1e6)} MB: ${what}`,
    measured: told(what),
    comparator: Object.keys(comparators)
      .map((one) => `${one}: ${told(one)}`)
      .join('; '),
    ratio: `${figure(speed(what) / speed(best), 1)} ×`,
    budget: at === 0 ? `≥ ${wanted} × the best` : '',
    met: at === 0 ? speed(what) >= wanted * speed(best) : null,
  }))
}

interface Measured {
  milliseconds: number
  taken: Taken
}

/** Processor milliseconds, the least of several: what neighbours add is not theirs. */
async function turnAbout(readings: Record<string, Reading>, chunks: readonly Uint8Array[]) {
  const measured = new Map<string, Measured>()
  for (let round = 0; round <= rounds; round++)
    for (const [name, reading] of Object.entries(readings)) {
      globalThis.gc?.()
      const start = process.cpuUsage()
      const taken = await reading(chunks)
      const milliseconds = cpuSince(start)
      const least = measured.get(name)?.milliseconds ?? Number.POSITIVE_INFINITY
      // The first round is not counted.
      measured.set(name, { milliseconds: round === 0 ? least : Math.min(least, milliseconds), taken })
    }
  return measured
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(tableOf(await ediBench()))
