/** A text that is kept keeps no more than about this much of its neighbours alive. */
const windowBytes = 2048

/** Texts cut out of a longer one, one character for each byte: to make each from its bytes costs many times as much. */
export class TextWindow {
  readonly #bytes: Uint8Array
  #text = ''
  #from = 0
  #to = -1

  /** How many of the bytes are what they will be. */
  length: number

  constructor(bytes: Uint8Array, length: number = bytes.byteLength) {
    this.#bytes = bytes
    this.length = length
  }

  /** `start`: of the segment, whose other texts may be asked for next. */
  text(from: number, to: number, start: number): string {
    if (from < this.#from || to > this.#to) this.#open(to - start > windowBytes ? from : start, to)
    return this.#text.substring(from - this.#from, to - this.#from)
  }

  #open(from: number, to: number): void {
    const { buffer, byteOffset, byteLength } = this.#bytes
    this.#from = from
    this.#to = Math.min(this.length, Math.max(to, from + windowBytes))
    this.#text = Buffer.from(buffer, byteOffset, byteLength).toString('latin1', from, this.#to)
  }
}
