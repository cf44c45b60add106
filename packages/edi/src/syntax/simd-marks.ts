/**
 * A WebAssembly module of one function, put together here instruction by instruction, since it is smaller than any tool that
 * would: compares sixteen bytes at once with the five service characters. Needs no permission but to compile it.
 */

/** Bytes looked at in one call; they begin at 0 of the memory. */
export const simdBytes = 16 * 1024
/** Where the marks are written, i32 each, with room behind for those written too many; and the stops behind them. */
const marksAt = 32 * 1024
const stopsAt = marksAt + 4 * simdBytes + 1024
const pages = 3

/**
 * `length` bytes are looked at in steps of 16. Answers how many marks (`base` + index) were written and, 65,536 times, how
 * many stops: numbers of the marks that are terminators, releases, or above 127.
 */
type Mark = (
  length: number,
  base: number,
  element: number,
  component: number,
  repetition: number,
  release: number,
  terminator: number,
) => number

export interface SimdMarks {
  mark: Mark
  bytes: Uint8Array
  marks: Int32Array
  stops: Int32Array
}

/** What is used of the engine's own `WebAssembly`, which the types of the language do not name. */
interface Engine {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object) => { exports: { memory: { buffer: ArrayBuffer }; mark: Mark } }
}

/** Undefined where the machine or the policy of the page gives no WebAssembly with SIMD. */
export function simdMarks(): SimdMarks | undefined {
  try {
    const { Module, Instance } = (globalThis as unknown as { WebAssembly: Engine }).WebAssembly
    const { mark, memory } = new Instance(new Module(moduleBytes())).exports
    const { buffer } = memory
    return {
      mark,
      bytes: new Uint8Array(buffer, 0, marksAt),
      marks: new Int32Array(buffer, marksAt),
      stops: new Int32Array(buffer, stopsAt),
    }
  } catch {
    return undefined
  }
}

const [i32, v128] = [0x7f, 0x7b]
// Parameters and variables by number.
const [length, base, firstCharacter] = [0, 1, 2]
const [at, out, stopsOut, mask, stopMask, count] = [7, 8, 9, 10, 11, 12]
const [block, stops, firstSplat] = [13, 14, 15]
/** Element, component, repetition; then those that stop the search for the end of a segment: release, terminator. */
const [characters, separating] = [5, 3]

const get = (local: number) => [0x20, local]
const set = (local: number) => [0x21, local]
const tee = (local: number) => [0x22, local]
const signed = (value: number): number[] => (value < 64 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >> 7)])
const constant = (value: number) => [0x41, ...signed(value)]
const [add, sub, and, mul, shiftLeft, shiftRight] = [0x6a, 0x6b, 0x71, 0x6c, 0x74, 0x76]
const [ctz, popcnt, geU, eqz] = [0x68, 0x69, 0x4f, 0x45]
const store = (offset: number) => [0x36, 2, offset]
const [beginBlock, beginLoop, end] = [[0x02, 0x40], [0x03, 0x40], [0x0b]]
const branch = (depth: number) => [0x0c, depth]
const branchIf = (depth: number) => [0x0d, depth]
const simd = (...code: number[]) => [0xfd, ...code]
const [load, splat, equal, or, bitmask] = [simd(0x00, 0, 0), simd(0x0f), simd(0x23), simd(0x50), simd(0x64)]

const each = (times: number, code: (index: number) => number[]) =>
  Array.from({ length: times }, (_, at) => code(at)).flat()
const writeMark = (offset: number) => [
  ...[...get(out), ...get(base), ...get(at), add, ...get(mask), ctz, add, ...store(offset)],
]
const dropLowestBit = (bits: number) => [...get(bits), ...constant(1), sub, ...get(bits), and]

/** The number of marks written before this block, and of those in it below the lowest stop. */
const numberOfStop = [
  ...[...get(out), ...constant(marksAt), sub, ...constant(2), shiftRight],
  ...[...get(mask), ...constant(1), ...get(stopMask), ctz, shiftLeft, ...constant(1), sub, and, popcnt, add],
]
const equalTo = (index: number) => [...get(block), ...get(firstSplat + index), ...equal]

const body = [
  ...[...constant(marksAt), ...set(out), ...constant(stopsAt), ...set(stopsOut)],
  ...each(characters, (index) => [...get(firstCharacter + index), ...splat, ...set(firstSplat + index)]),
  ...beginBlock,
  ...beginLoop,
  ...[...get(at), ...get(length), geU, ...branchIf(1)],
  // Bytes above 127 have their highest bit set, as have those that compared equal.
  ...[...get(at), ...load, ...tee(block)],
  ...each(characters - separating, (index) => [...equalTo(separating + index), ...or]),
  ...tee(stops),
  ...each(separating, (index) => [...equalTo(index), ...or]),
  ...[...bitmask, ...set(mask), ...get(stops), ...bitmask, ...set(stopMask)],
  ...beginBlock,
  ...[...get(stopMask), eqz, ...branchIf(0)],
  ...beginLoop,
  ...[...get(stopsOut), ...numberOfStop, ...store(0), ...get(stopsOut), ...constant(4), add, ...set(stopsOut)],
  ...[...dropLowestBit(stopMask), ...tee(stopMask), ...branchIf(0)],
  ...end,
  ...end,
  ...[...get(mask), popcnt, ...set(count)],
  // Four at once without asking, which is mostly enough: the processor guesses badly how many there are.
  ...each(4, (index) => [...writeMark(4 * index), ...dropLowestBit(mask), ...set(mask)]),
  ...beginBlock,
  ...[...get(mask), eqz, ...branchIf(0)],
  ...beginLoop,
  ...[...writeMark(16), ...get(out), ...constant(4), add, ...set(out)],
  ...[...get(count), ...constant(1), sub, ...set(count)],
  ...[...dropLowestBit(mask), ...tee(mask), ...branchIf(0)],
  ...end,
  ...end,
  ...[...get(out), ...get(count), ...constant(4), mul, add, ...set(out)],
  ...[...get(at), ...constant(16), add, ...set(at)],
  ...branch(0),
  ...end,
  ...end,
  ...[...get(stopsOut), ...constant(stopsAt), sub, ...constant(14), shiftLeft],
  ...[...get(out), ...constant(marksAt), sub, ...constant(2), shiftRight, add],
  ...end,
]

const sized = (bytes: number[]) => [...unsigned(bytes.length), ...bytes]
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >> 7)]
}
const section = (id: number, content: number[]) => [id, ...sized(content)]
const named = (name: string) => sized([...name].map((one) => one.charCodeAt(0)))

function moduleBytes(): Uint8Array<ArrayBuffer> {
  const parameters = Array.from({ length: 2 + characters }, () => i32)
  const variables = [2, 6, i32, 2 + characters, v128]
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, ...sized(parameters), 1, i32]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0x01, pages, pages]),
    ...section(7, [2, ...named('memory'), 0x02, 0, ...named('mark'), 0x00, 0]),
    ...section(10, [1, ...sized([...variables, ...body])]),
  ])
}
