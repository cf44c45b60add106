import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { EdiReader } from '@quayside/edi'
import { sampleOf214, sampleOfIftsta } from './edi-samples.ts'
import { figure, type Row } from './table.ts'
import { cpuSince, timed } from './timed.ts'

const chunkBytes = 64 * 1024
const told = { comparator: '', ratio: '' }

/** What must not grow with the size of what is sent, nor take for ever whatever it says. */
export function ediEnduranceBench(): Row[] {
  return [aloneOneGigabyte(), ...longSegments(), mutations()]
}

/** In a process of its own: what was measured before it leaves a heap behind that shrinks and grows by more than what is looked for. */
const aloneOneGigabyte = () =>
  JSON.parse(execFileSync(process.execPath, ['--expose-gc', own], { encoding: 'utf8' })) as Row

/** Fifty interchanges of 20 MB, of both standards, in one stream; every text is taken. */
function oneGigabyte(): Row {
  const interchanges = [sampleOf214(20_000_000), sampleOfIftsta(20_000_000)]
  let [bytes, characters, most, first] = [0, 0, 0, 0]
  const start = process.cpuUsage()
  const reader = new EdiReader({
    segment: (segment) => segment.eachText((text) => (characters += text.length)),
    issue: ({ code, at }) => {
      throw new Error(`${code} at ${at}`)
    },
  })
  for (let round = 0; round < 50; round++) {
    const interchange = interchanges[round % 2] as Buffer
    for (let at = 0; at < interchange.length; at += chunkBytes) reader.push(interchange.subarray(at, at + chunkBytes))
    bytes += interchange.length
    globalThis.gc?.()
    const { rss } = process.memoryUsage()
    if (round === 4) first = rss
    most = Math.max(most, rss)
  }
  reader.end()
  const grown = (most - first) / 2 ** 20
  return {
    what: `a stream of ${figure(bytes / 1e9, 2)} GB, every text (${figure(characters / 1e6)} M characters)`,
    measured: `resident memory after 100 MB ${figure(first / 2 ** 20)} MiB, at most ${figure(grown)} MiB more later; CPU ${figure(cpuSince(start) / 1000, 1)} s`,
    ...told,
    budget: '≤ 32 MiB more',
    met: grown <= 32,
  }
}

function longSegments(): Row[] {
  return Object.entries({ plain: 'x', 'released terminators': "?'", components: 'a:' }).map(([what, unit]) => {
    const [short, long] = [1, 8].map((megabytes) => timeOfSegment(unit, megabytes * 1_000_000)) as [number, number]
    return {
      what: `one segment of 1 MB / 8 MB, ${what}, in chunks of 4 KB`,
      measured: `CPU ${figure(short)} / ${figure(long)} ms`,
      ...told,
      budget: '≤ 1 s for 8 MB',
      met: long <= 1000,
    }
  })
}

function timeOfSegment(unit: string, bytes: number): number {
  const file = Buffer.from(
    `UNB+UNOY:3+A+B+261122:1201+7'UNH+1+ORDERS:D:96A:UN'FTX+AAI+++${unit.repeat(bytes / unit.length)}'UNT+3+1'UNZ+1+7'`,
  )
  return timed(() => {
    const reader = new EdiReader({ segment: (segment) => segment.eachText(() => undefined) })
    for (let at = 0; at < file.length; at += 4096) reader.push(file.subarray(at, at + 4096))
    reader.end()
  }).cpu
}

/** Pieces of both samples with bytes changed, cut off at random, read in chunks of any size. */
function mutations(): Row {
  const sources = [sampleOf214(3_000), sampleOfIftsta(3_000)]
  let state = 2026
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state % below
  }
  let [changed, files, issues, slowest] = [0, 0, 0, 0]
  const start = process.cpuUsage()
  while (changed < 1_000_000) {
    const mutant = Buffer.from(sources[files++ % 2] as Buffer)
    const changes = 1 + next(next(4) === 0 ? mutant.length : 20)
    for (let at = 0; at < changes; at++) mutant[next(mutant.length)] = next(256)
    changed += changes
    const file = mutant.subarray(0, next(2) === 0 ? mutant.length : next(mutant.length))
    const size = 1 + next(500)
    const { cpu } = timed(() => {
      const reader = new EdiReader({
        segment: (segment) => segment.eachText(() => undefined),
        issue: () => {
          issues++
        },
      })
      for (let at = 0; at < file.length; at += size) reader.push(file.subarray(at, at + size))
      reader.end()
    })
    slowest = Math.max(slowest, cpu)
  }
  return {
    what: `${figure(changed)} bytes changed at random in ${figure(files)} files, half of them cut off`,
    measured: `nothing thrown, ${figure(issues)} issues, the slowest file CPU ${figure(slowest, 1)} ms, all of them CPU ${figure(cpuSince(start) / 1000, 1)} s`,
    ...told,
    budget: 'never throws, never hangs',
    met: slowest < 1000,
  }
}

const own = fileURLToPath(import.meta.url)
if (own === process.argv[1]) console.log(JSON.stringify(oneGigabyte()))
