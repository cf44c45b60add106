import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
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
const rounds = 8
/** Each process is begun as often, turn about: neighbours seldom disturb both. */
const turns = 2
/** Of typed messages, which take many times as long. */
const typedBytes = 2_000_000
const typedMessages = 'typed messages (readMessage)'

interface Sample {
  of: (bytes: number) => Buffer
  milestone: Milestone
  /** Times the best of the others. */
  wanted: number
  comparators: Record<string, Reading>
}

const samples: Record<string, Sample> = {
  'X12 214': {
    of: sampleOf214,
    milestone: milestoneOf214,
    wanted: 10,
    comparators: { 'x12-parser': readByX12Parser, 'node-x12': readByNodeX12 },
  },
  'EDIFACT IFTSTA': {
    of: sampleOfIftsta,
    milestone: milestoneOfIftsta,
    wanted: 5,
    comparators: {
      edifact: readByEdifact,
      'edifact, by listeners': readByEdifactEvents,
      'ts-edifact': readByTsEdifact,
    },
  },
}

/**
 * 20 MB of 214 and of IFTSTA beside other libraries, in one run. The budget is judged twice: where ours reads without a copy, every segment and every check
 * of envelopes, counts and control numbers, texts where they are asked for; and where it delivers all that the comparators deliver, every element (of
 * EDIFACT: every component) as a text.
 */
export async function ediBench(): Promise<Row[]> {
  const rows: Row[] = []
  for (const [name, sample] of Object.entries(samples)) rows.push(...compared(name, sample))
  for (const [name, sample] of Object.entries(samples)) rows.push(typed(name, sample))
  return rows
}

/** Ways of reading a sample by their names. */
const readingsOf = ({ milestone, comparators }: Sample): Record<string, Reading> => ({
  'without a copy': segmentsOnly,
  'every text': everyText,
  'what a milestone needs': milestoneOnly(milestone),
  [typedMessages]: typedReading,
  ...comparators,
})

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

/** Each message checked by its definition, with names for its elements; the others have nothing like it. Tells how many as its segments. */
const typedReading: Reading = (chunks) => {
  let messages = 0
  const definitions = { ...x12Messages, ...edifactMessages }
  const visitor = messageVisitor(
    ({ transaction }) => definitions[transaction.type],
    ({ read }) => {
      if (read) messages++
    },
  )
  stream(chunks, visitor)
  return { segments: messages, texts: 0, characters: 0 }
}

function typed(name: string, sample: Sample): Row {
  const { milliseconds, taken } = aloneInTurn(name, [typedMessages]).get(typedMessages) as Measured
  const bytes = sample.of(typedBytes).length
  return {
    what: `${name}, ${figure(bytes / 1e6)} MB: ${typedMessages}`,
    measured: `${figure(bytes / 1000 / milliseconds, 1)} MB/s (${figure(taken.segments)} messages)`,
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

function compared(name: string, sample: Sample): Row[] {
  const { wanted, comparators } = sample
  const others = Object.keys(comparators)
  const ours = Object.keys(readingsOf(sample)).filter((one) => one !== typedMessages && !others.includes(one))
  const measured = aloneInTurn(name, [...ours, ...others])
  const bytes = sample.of(sampleBytes)
  checkMilestone(inChunks(bytes), sample.milestone)
  const speed = (one: string) => bytes.length / 1000 / (measured.get(one) as Measured).milliseconds
  const best = others.toSorted((one, other) => speed(other) - speed(one))[0] as string
  const told = (one: string) => {
    const { texts, segments } = (measured.get(one) as Measured).taken
    return `${figure(speed(one))} MB/s (${figure(segments)} segments, ${figure(texts)} texts)`
  }
  return ours.map((what, at) => ({
    what: `${name}, ${figure(bytes.length / 1e6)} MB: ${what}`,
    measured: told(what),
    comparator: others.map((one) => `${one}: ${told(one)}`).join('; '),
    ratio: `${figure(speed(what) / speed(best), 1)} ×`,
    budget: at < 2 ? `≥ ${wanted} × the best` : '',
    met: at < 2 ? speed(what) >= wanted * speed(best) : null,
  }))
}

const inChunks = (bytes: Buffer) =>
  Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, at) =>
    bytes.subarray(at * chunkBytes, (at + 1) * chunkBytes),
  )

interface Measured {
  milliseconds: number
  taken: Taken
}

/** Each in a process of its own, as who uses it would run it: what the engine learnt from the others neither helps it nor hinders it. */
function aloneInTurn(sample: string, readings: readonly string[]): Map<string, Measured> {
  const least = new Map<string, Measured>()
  for (let turn = 0; turn < turns; turn++)
    for (const reading of readings) {
      const told = execFileSync(process.execPath, [own, sample, reading], { encoding: 'utf8' })
      const measured = JSON.parse(told) as Measured
      if (measured.milliseconds < (least.get(reading)?.milliseconds ?? Number.POSITIVE_INFINITY))
        least.set(reading, measured)
    }
  return least
}

/** Processor milliseconds, the least of several: what neighbours add is not theirs. The first round is not counted. */
async function measure(sample: Sample, name: string): Promise<Measured> {
  const chunks = inChunks(sample.of(name === typedMessages ? typedBytes : sampleBytes))
  const reading = readingsOf(sample)[name] as Reading
  let least: Measured | undefined
  for (let round = 0; round <= rounds; round++) {
    const start = process.cpuUsage()
    const taken = await reading(chunks)
    const milliseconds = cpuSince(start)
    if (round > 0 && milliseconds < (least?.milliseconds ?? Number.POSITIVE_INFINITY)) least = { milliseconds, taken }
  }
  return least as Measured
}

const own = fileURLToPath(import.meta.url)
if (own === process.argv[1]) {
  const [sample, reading] = process.argv.slice(2)
  const asked = samples[sample ?? '']
  console.log(asked && reading ? JSON.stringify(await measure(asked, reading)) : tableOf(await ediBench()))
}
