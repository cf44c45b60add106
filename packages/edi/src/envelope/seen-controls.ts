/** Beyond this many numbers out of order the oldest half is forgotten, so that a group of millions takes no more memory. */
const mostRemembered = 100_000

/**
 * The control numbers of a group so far. Partners count upwards by one, so what is remembered is mostly one span; only numbers
 * out of order are kept one by one.
 */
export class SeenControls {
  #first = Number.NaN
  #last = Number.NaN
  #others: Set<string> | undefined

  /** False when the number was there already. */
  add(control: string): boolean {
    const number = wholeNumber(control)
    if (number === this.#last + 1) {
      this.#last = number
      return this.#others === undefined || !this.#others.has(control)
    }
    if (number >= this.#first && number <= this.#last) return false
    if (Number.isNaN(this.#first) && !Number.isNaN(number)) {
      this.#first = number
      this.#last = number
      return true
    }
    return this.#remember(control)
  }

  #remember(control: string): boolean {
    this.#others ??= new Set()
    if (this.#others.has(control)) return false
    if (this.#others.size >= mostRemembered) this.#others = new Set([...this.#others].slice(mostRemembered / 2))
    this.#others.add(control)
    return true
  }
}

/** Digits alone, and few enough to be exact; NaN else. */
function wholeNumber(control: string): number {
  if (control === '' || control.length > 15) return Number.NaN
  let number = 0
  for (let at = 0; at < control.length; at++) {
    const digit = control.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    number = 10 * number + digit
  }
  return number
}
