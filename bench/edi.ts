import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { EdiReader, type EdiVisitor, edifactMessages, messageVisitor, type Segment, x12Messages } from '@quayside/edi'
import {
  type Reading,
  readByEdifact,
  readByEdifactEvents,
  readByNodeX12,
  readByTsEdifact,
  readByX12Parser,
  type Taken,
} from './edi-comparators.ts'
import { type Milestone, milestoneOf214, milestoneOfIftsta } from './edi-milestones.ts'
import { sampleOf214, sampleOfIftsta } from './edi-samples.ts'
import { figure, type Row, tableOf } from './table.ts'
import { cpuSince } from './timed.ts'

const sampleBytes = 20_000_000
/** As a stream from a file gives them. */
const chunkBytes = 64 * 1024
const rounds = 5
/** Of typed messages, which take many times as long. */
const typedBytes = 2_000_000

/**
 * 20 MB of 214 and of IFTSTA beside other libraries, in one process, turn about. The budget is judged where ours delivers all that the comparators
 * deliver: every element (of EDIFACT: every component) as a text.
 */
export async function ediBench(): Promise<Row[]> {
  return [
    ...(await compared('X12 214', sampleOf214(sampleBytes), 10, milestoneOf214, {
      'x12-parser': readByX12Parser,
      'node-x12': readByNodeX12,
    })),
    ...(await compared('EDIFACT IFTSTA', sampleOfIftsta(sampleBytes), 5, milestoneOfIftsta, {
      edifact: readByEdifact,
      'edifact, by listeners': readByEdifactEvents,
      'ts-edifact': readByTsEdifact,
    })),
    await typed('X12 214', sampleOf214(typedBytes)),
    await typed('EDIFACT IFTSTA', sampleOfIftsta(typedBytes)),
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

/** What a shipment's milestone is made of, by the segments and elements that hold it; nothing else is asked for. */
const milestoneOnly =
  (milestone: Milestone): Reading =>
  (chunks) => {
    let [texts, characters] = [0, 0]
    const tags = milestone((text) => {
      texts++
      characters += text.length
    })
    let segments = 0
    stream(chunks, {
      tags,
      transactionEnd: (_, { count }) => {
        segments += count - 2
      },
    })
    return { segments, texts, characters }
  }

/** What it takes must be what the reading of every text gives for it. */
function checkMilestone(chunks: readonly Uint8Array[], milestone: Milestone): void {
  const [asked, given] = [createHash('sha1'), createHash('sha1')]
  stream(chunks, { tags: milestone((text) => asked.update(`${text}\n`)) })
  const tags = milestone((text) => given.update(`${text}\n`))
  const texts = new Map<string, string>()
  const text = (element: number, component = 1) => texts.get(`${element} ${component}`) ?? ''
  read(chunks, (segment) => {
    texts.clear()
    segment.eachText((one, element, component) => texts.set(`${element} ${component}`, one))
    tags[segment.tag]?.({ text, says: (element, said, component) => text(element, component) === said })
  })
  if (asked.digest('hex') !== given.digest('hex'))
    throw new Error('A milestone has other texts than the reading of every text gives.')
}

/** Each message checked by its definition, with names for its elements; the others have nothing like it. */
async function typed(name: string, bytes: Buffer): Promise<Row> {
  let messages = 0
  const reading: Reading = (chunks) => {
    messages = 0
    const definitions = { ...x12Messages, ...edifactMessages }
    const visitor = messageVisitor(
      ({ transaction }) => definitions[transaction.type],
      ({ read }) => {
        if (read) messages++
      },
    )
    stream(chunks, visitor)
    return { segments: 0, texts: 0, characters: 0 }
  }
  const { milliseconds } = (await turnAbout({ reading }, [bytes])).get('reading') as Measured
  return {
    what: `${name}, ${figure(bytes.length / 1e6)} MB: typed messages (readMessage)`,
    measured: `${figure(bytes.length / 1000 / milliseconds, 1)} MB/s (${figure(messages)} messages)`,
    comparator: '',
    ratio: '',
    budget: '',
    met: null,
  }
}

function read(chunks: readonly Uint8Array[], take: (segment: Segment) => void): Taken {
  const taken = { segments: 0, texts: 0, characters: 0 }
  stream(chunks, {
    segment: (segment) => {
      taken.segments++
      take(segment)
    },
  })
  return taken
}

function stream(chunks: readonly Uint8Array[], visitor: EdiVisitor): void {
  const reader = new EdiReader({
    ...visitor,
    issue: ({ code, at }) => {
      throw new Error(`${code} at ${at}`)
    },
  })
  for (const chunk of chunks) reader.push(chunk)
  reader.end()
}

async function compared(
  name: string,
  bytes: Buffer,
  wanted: number,
  milestone: Milestone,
  comparators: Record<string, Reading>,
): Promise<Row[]> {
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, at) =>
    bytes.subarray(at * chunkBytes, (at + 1) * chunkBytes),
  )
  const ours = {
    'every text': everyText,
    'what a milestone needs': milestoneOnly(milestone),
    'segments and envelope only': segmentsOnly,
  }
  const measured = await turnAbout({ ...ours, ...comparators }, chunks)
  // Afterwards, since it asks in a way that the engine has not compiled for.
  checkMilestone(chunks, milestone)
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
