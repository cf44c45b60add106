import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Batch } from '../batch.ts'
import { BatchBuilder } from '../batch-builder.ts'
import type { DetectedDelimited } from '../detected.ts'
import type { Limits } from '../limits.ts'
import { decoderFor } from './decode.ts'
import { RecordTokenizer } from './tokenizer.ts'

export async function* readDelimitedFile(
  path: string,
  detected: DetectedDelimited,
  limits: Limits,
): AsyncGenerator<Batch> {
  const { size } = await stat(path)
  yield* readDelimited(createReadStream(path, { highWaterMark: 262_144 }), size, detected, limits)
}

/** Memory stays at one piece, one batch and at most `maxRecordChars`, whatever the size of the file. */
export async function* readDelimited(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
  totalBytes: number,
  detected: DetectedDelimited,
  limits: Limits,
): AsyncGenerator<Batch> {
  const builder = new BatchBuilder(detected.headerLine)
  const tokenizer = new RecordTokenizer(detected, limits, (cells, issues) => builder.add(cells, issues))
  const decode = decoderFor(detected.encoding)
  let bytesRead = 0
  for await (const piece of pieces) {
    bytesRead += piece.length
    tokenizer.push(decode(piece))
    if (builder.rowCount >= limits.batchRows) yield builder.take(bytesRead, totalBytes)
  }
  tokenizer.push(decode(null))
  tokenizer.end()
  builder.finish()
  yield builder.take(bytesRead, totalBytes)
}
