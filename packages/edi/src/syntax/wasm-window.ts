import type { Delimiters } from './delimiters.ts'
import { isBlank, type Kinds } from './service-bytes.ts'
import { isTagByte } from './tags.ts'
import { wasmModule } from './wasm-code.ts'
import {
  blankClass,
  classesAt,
  marksAt,
  mostMarked,
  mostRows,
  pages,
  rowBytes,
  rowsAt,
  stopsAt,
  tagClass,
} from './wasm-layout.ts'
import { markFunction } from './wasm-marks.ts'
import { rowsFunction } from './wasm-rows.ts'

interface Exports {
  memory: { buffer: ArrayBuffer }
  mark(
    length: number,
    base: number,
    element: number,
    component: number,
    repetition: number,
    release: number,
    terminator: number,
  ): number
  rows(base: number, to: number, begin: number, stopCount: number, terminator: number, blankTerminator: number): number
}

/** What is used of the engine's own `WebAssembly`, which the types of the language do not name. */
interface Engine {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object) => { exports: Exports }
}

const engine = (globalThis as unknown as { WebAssembly: Engine }).WebAssembly

/** Undefined where the machine or the policy of the page gives no WebAssembly with SIMD. */
function compiled(): object | undefined {
  try {
    return new engine.Module(wasmModule(pages, [markFunction, rowsFunction]))
  } catch {
    return undefined
  }
}
const code = compiled()

/** Sixteen kilobytes of a stream, in the memory of a WebAssembly module: their marks and segments. */
export class WasmWindow {
  readonly marks: Int32Array
  readonly stops: Int32Array
  readonly rows: Int32Array
  markCount = 0
  stopCount = 0
  readonly #exports: Exports
  readonly #bytes: Uint8Array
  readonly #classes: Uint8Array
  #kinds: Kinds | undefined

  constructor(compiled: object) {
    this.#exports = new engine.Instance(compiled).exports
    const { buffer } = this.#exports.memory
    this.#bytes = new Uint8Array(buffer, 0, classesAt)
    this.#classes = new Uint8Array(buffer, classesAt, 256)
    this.marks = new Int32Array(buffer, marksAt, mostMarked)
    this.stops = new Int32Array(buffer, stopsAt, mostMarked)
    this.rows = new Int32Array(buffer, rowsAt, (mostRows * rowBytes) / 4)
  }

  /** Marks what separates in the bytes from `from` to `to`, `mostMarked` at the most. */
  mark(bytes: Uint8Array, from: number, to: number, delimiters: Delimiters): void {
    const { element, component, repetition, release, terminator } = delimiters
    this.#bytes.set(bytes.subarray(from, to))
    // One that is not there is compared with another; above 127 it is marked anyway.
    const [second, third] = [component < 0 ? element : component, repetition < 0 ? element : repetition]
    const fourth = release < 0 ? terminator : release
    const answer = this.#exports.mark(to - from, from, element, second, third, fourth, terminator)
    let [count, stopCount] = [answer & 0xffff, answer >>> 16]
    // The last step looks at bytes behind the end.
    while (count > 0 && (this.marks[count - 1] as number) >= to) count--
    while (stopCount > 0 && (this.stops[stopCount - 1] as number) >= count) stopCount--
    this.markCount = count
    this.stopCount = stopCount
  }

  /** Rows of the segments that end among the bytes; `from` is where the first begins, and the terminator is of one byte. */
  fill(bytes: Uint8Array, from: number, to: number, delimiters: Delimiters, kinds: Kinds): number {
    if (this.#kinds !== kinds) this.#classify(kinds)
    this.mark(bytes, from, to, delimiters)
    const { terminator } = delimiters
    return this.#exports.rows(from, to, from, this.stopCount, terminator, isBlank(terminator) ? 1 : 0) / rowBytes
  }

  #classify(kinds: Kinds): void {
    this.#kinds = kinds
    for (let byte = 0; byte < 256; byte++)
      this.#classes[byte] =
        (kinds[byte] as number) | (isTagByte(byte) ? tagClass : 0) | (isBlank(byte) ? blankClass : 0)
  }
}

const idle: WasmWindow[] = []

/** One that nobody uses; to be given back. A reader inside of another's visitor gets another. */
export const borrowWindow = (): WasmWindow | undefined => idle.pop() ?? (code && new WasmWindow(code))
export const giveBack = (window: WasmWindow): void => {
  idle.push(window)
}
