import { type Duplex, Readable } from 'node:stream'
import type pg from 'pg'

/** Messages of a server while it copies out: kind (one byte), length (four, these included), content. */
const headerBytes = 5
const kindOf = (letter: string) => letter.charCodeAt(0)
const data = kindOf('d')
/** What may come besides rows: the begin, a notice, a changed setting, a notification. None is of interest here. */
const passedOver: ReadonlySet<number | undefined> = new Set(['H', 'N', 'S', 'A'].map(kindOf))
const backslash = kindOf('\\')
/** What is handed on at once: a server sends little at a time, and whoever writes a file does so in a thread, which takes its time each. */
const pieceBytes = 1 << 16

/**
 * The rows of a COPY … TO STDOUT as one stream of bytes. Every row comes in a message of its own: their contents are gathered into
 * large pieces without an object for each.
 */
export class CopyOut extends Readable implements pg.Submittable {
  /** Once the stream has ended. */
  rows = 0
  /** Whether a backslash was among what has passed. */
  hasBackslash = false
  readonly #text: string
  #socket: Duplex | undefined
  #usual: ((bytes: Buffer) => void) | undefined
  readonly #listen = (bytes: Buffer): void => this.#take(bytes)
  /** The beginning of a message's head, where a chunk ended within it. */
  #head: Buffer = Buffer.alloc(0)
  /** Bytes of the message's content that are still to come. */
  #left = 0
  #isData = false
  #piece = Buffer.allocUnsafeSlow(pieceBytes)
  #filled = 0

  constructor(text: string) {
    super()
    // A connection may break before anybody reads: whoever reads then is told, and nothing else falls.
    this.on('error', () => undefined)
    this.#text = text
  }

  submit(connection: pg.Connection): void {
    this.#socket = connection.stream as Duplex
    this.#usual = this.#socket.listeners('data')[0] as (bytes: Buffer) => void
    this.#socket.off('data', this.#usual).on('data', this.#listen)
    connection.query(this.#text)
  }

  override _read(): void {
    this.#socket?.resume()
  }

  /** Whoever stops reading does not stop the server: the rest passes by, so that the connection can be used again. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket?.resume()
    done(error)
  }

  handleError(error: Error): void {
    this.#giveBack()
    this.destroy(error)
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.rows = Number(/^COPY (\d+)/.exec(text)?.[1] ?? 0)
    this.#hand()
    this.push(null)
  }

  handleReadyForQuery(): void {}

  #giveBack(): ((bytes: Buffer) => void) | undefined {
    const usual = this.#usual
    if (usual) this.#socket?.off('data', this.#listen).on('data', usual).resume()
    this.#usual = undefined
    return usual
  }

  #take(chunk: Buffer): void {
    const bytes = this.#head.length > 0 ? Buffer.concat([this.#head, chunk]) : chunk
    let from = 0
    let ended = false
    for (;;) {
      const to = Math.min(from + this.#left, bytes.length)
      this.#left -= to - from
      if (this.#isData) this.#gather(bytes, from, to)
      from = to
      if (this.#left > 0 || bytes.length - from < headerBytes) break
      this.#isData = bytes[from] === data
      ended = !this.#isData && !passedOver.has(bytes[from])
      if (ended) break
      this.#left = bytes.readUInt32BE(from + 1) - (headerBytes - 1)
      from += headerBytes
    }
    this.#head = bytes.subarray(from)
    if (ended) this.#giveBack()?.(this.#head)
  }

  #gather(bytes: Buffer, from: number, to: number): void {
    for (let at = from; at < to; ) {
      const taken = Math.min(to - at, pieceBytes - this.#filled)
      bytes.copy(this.#piece, this.#filled, at, at + taken)
      this.#filled += taken
      at += taken
      if (this.#filled === pieceBytes) this.#hand()
    }
  }

  #hand(): void {
    const piece = this.#piece.subarray(0, this.#filled)
    this.#filled = 0
    if (piece.length === 0 || this.destroyed) return
    this.#piece = Buffer.allocUnsafeSlow(pieceBytes)
    this.hasBackslash ||= piece.includes(backslash)
    if (!this.push(piece)) this.#socket?.pause()
  }
}
