import { placeLength } from './places.ts'
import type { Spelled, Unit } from './units.ts'
import { readUnits, spell } from './units.ts'

/**
 * A name as ranking asks it. Its characters answer most queries; the place it begins with and the readings, which cost most, are looked
 * for when they are asked for.
 */
export class NameRead {
  readonly #name: string
  #spelled: Spelled | undefined
  #text: string | undefined
  #core: number | undefined
  #units: readonly Unit[] | undefined

  constructor(name: string) {
    this.#name = name
  }

  /** Figures and Latin letters without accents alone: no 汉字 among them. */
  get isAscii(): boolean {
    return ASCII.test(this.#name)
  }

  get spelled(): Spelled {
    this.#spelled ??= spell(this.#name)
    return this.#spelled
  }

  /** Folded, only 汉字, letters and digits. */
  get text(): string {
    this.#text ??= this.spelled.chars.join('')
    return this.#text
  }

  /** Position after the place it begins with, 0 without one. */
  get core(): number {
    this.#core ??= placeLength(this.spelled.chars.slice(0, 12))
    return this.#core
  }

  get units(): readonly Unit[] {
    this.#units ??= readUnits(this.spelled)
    return this.#units
  }
}

const ASCII = /^[\x20-\x7e]*$/
