/** A text that is kept keeps no more than about this much of its neighbours alive. */
const windowBytes = 2048

/** Texts cut out of a longer one, one character for each byte: to make each from its bytes costs many times as much. */
export class TextWindow {
  #text = ''
  #from = 0
  #to = -1

  /** The bytes are others now. */
  close(): void {
    this.#to = -1
  }

  /** `start`: of the segment, whose other texts may be asked for next. */
  text(bytes: Uint8Array, from: number, to: number, start: number): string {
    if (from < this.#from || to > this.#to) this.#open(bytes, to - start > windowBytes ? from : start, to)
    return this.#text.substring(from - this.#from, to - this.#from)
  }

  #open(bytes: Uint8Array, from: number, to: number): void {
    this.#from = from
    this.#to = Math.min(bytes.length, Math.max(to, from + windowBytes))
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, this.#to)
  }
}
