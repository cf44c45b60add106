/** The bytes of a segment that runs over the end of a chunk, until the rest of it comes. */
export class BegunSegment {
  bytes: Uint8Array = new Uint8Array(256)
  length = 0

  append(chunk: Uint8Array): void {
    const needed = this.length + chunk.length
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(2 * needed)
      larger.set(this.bytes.subarray(0, this.length))
      this.bytes = larger
    }
    this.bytes.set(chunk, this.length)
    this.length = needed
  }

  /** Those up to `used` are done with. */
  keepFrom(used: number, length: number): void {
    this.bytes.copyWithin(0, used, length)
    this.length = length - used
  }
}
