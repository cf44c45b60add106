/**
 * Speed and memory, each beside a comparator in the same run. Not part of the tests.
 * node packages/tabular/test/speed.ts [rows=1000000] [gigabytes=0]   (2 for the 2 GB stream)
 */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { readSheet } from 'read-excel-file/node'
import { defaultLimits, detectFile, readDelimited, readRows, writeCsv, writeXlsx } from '../src/index.ts'

const [rowCount = 1_000_000, gigabytes = 0] = process.argv.slice(2).map(Number)

function line(n: number): string {
  return `${n},C-${n % 977},"Shanghai, Pudong ${n % 50}",2024-05-${10 + (n % 20)},${(n * 7) % 10_000},Standard\n`
}

function* lines(count: number): Generator<Buffer> {
  yield Buffer.from('id,customer,place,day,amount,service\n')
  for (let from = 0; from < count; from += 2_000) {
    yield Buffer.from(Array.from({ length: Math.min(2_000, count - from) }, (_, i) => line(from + i)).join(''))
  }
}

async function measured(name: string, count: number, run: () => Promise<number>): Promise<number> {
  const started = performance.now()
  const seen = await run()
  const seconds = (performance.now() - started) / 1000
  if (seen !== count) throw new Error(`${name}: ${seen} rows instead of ${count}`)
  const rate = count / seconds
  console.log(
    `${name.padEnd(44)} ${Math.round(rate).toLocaleString('en').padStart(10)} rows/s  rss ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  )
  return rate
}

async function count(batches: AsyncIterable<{ rows: unknown[] }>): Promise<number> {
  let rows = 0
  for await (const batch of batches) rows += batch.rows.length
  return rows
}

async function delimited(folder: string): Promise<void> {
  const path = join(folder, 'rows.csv')
  await pipeline(Readable.from(lines(rowCount)), createWriteStream(path))
  const detected = await detectFile(path)
  const own = await measured('readRows, csv of 6 columns, one quoted', rowCount, () => count(readRows(path, detected)))
  const { createReadStream } = await import('node:fs')
  const theirs = await measured('csv-parse on the same file', rowCount, async () => {
    let rows = -1
    for await (const _ of createReadStream(path, { highWaterMark: 262_144 }).pipe(parse())) rows++
    return rows
  })
  console.log(`ratio ${(own / theirs).toFixed(2)}`)
}

async function large(): Promise<void> {
  const bytes = gigabytes * 1e9
  let total = 0
  let written = 0
  const source = function* () {
    yield Buffer.from('id,customer,place,day,amount,service\n')
    const block = Buffer.from(Array.from({ length: 2_000 }, (_, i) => line(i)).join(''))
    for (; written < bytes; written += block.length, total += 2_000) yield block
  }
  const detected = await detectFile({ bytes: Buffer.from(`a,b,c,d,e,f\n${line(1)}${line(2)}`), size: bytes })
  if (detected.kind !== 'delimited') throw new Error('not recognised')
  const started = performance.now()
  const rows = await count(readDelimited(source(), bytes, detected, defaultLimits))
  const seconds = (performance.now() - started) / 1000
  if (rows !== total) throw new Error(`${rows} of ${total} rows`)
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(
    `${(written / 1e9).toFixed(2)} GB, ${rows.toLocaleString('en')} rows in ${seconds.toFixed(1)} s, peak rss of the process ${peak} MB`,
  )
}

async function workbooks(folder: string): Promise<void> {
  const rows = 100_000
  const path = join(folder, 'rows.xlsx')
  const columns = ['id', 'customer', 'place', 'day', 'amount', 'service'].map((header, i) => ({
    header,
    kind: i === 4 ? ('number' as const) : i === 3 ? ('date' as const) : ('text' as const),
  }))
  const source = function* () {
    for (let n = 0; n < rows; n++)
      yield [
        n,
        `C-${n % 977}`,
        `Shanghai, Pudong ${n % 50}`,
        `2024-05-${10 + (n % 20)}`,
        `${(n * 7) % 10_000}`,
        'Standard',
      ]
  }
  await measured('writeCsv', rows, async () => {
    let last = 0
    for await (const piece of writeCsv(columns, source())) last += piece.length
    return last > 0 ? rows : 0
  })
  await measured('writeXlsx', rows, async () => {
    await pipeline(Readable.from(writeXlsx(columns, source())), createWriteStream(path))
    return (await stat(path)).size > 0 ? rows : 0
  })
  const detected = await detectFile(path)
  const own = await measured('readRows, xlsx', rows, () => count(readRows(path, detected)))
  const theirs = await measured(
    'read-excel-file on the same workbook',
    rows,
    async () => (await readSheet(path, 1)).length - 1,
  )
  console.log(`ratio ${(own / theirs).toFixed(2)}`)
}

const folder = await mkdtemp(join(tmpdir(), 'tabular-speed-'))
try {
  if (gigabytes > 0) await large()
  else {
    await delimited(folder)
    await workbooks(folder)
  }
} finally {
  await rm(folder, { recursive: true })
}
