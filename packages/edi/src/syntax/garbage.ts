const mostShown = 40

/** What stands where an interchange should: its beginning is shown to people, without blanks, so that it is the same in whatever chunks it came. */
export class Garbage {
  /** Where it begins in the stream; undefined where there is none. */
  at: number | undefined
  text = ''

  gather(bytes: Uint8Array, from: number, to: number, at: number): void {
    this.at ??= at
    if (this.text.length >= mostShown) return
    const text = Buffer.from(bytes.subarray(from, Math.min(to, from + 200))).toString('latin1')
    this.text = (this.text + text.replace(/\s+/g, '')).slice(0, mostShown)
  }

  clear(): void {
    this.at = undefined
    this.text = ''
  }
}
