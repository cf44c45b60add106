import {
  add,
  and,
  block,
  branch,
  branchIf,
  constant,
  ctz,
  eqz,
  get,
  geU,
  i32,
  loop,
  mul,
  popcnt,
  set,
  shiftLeft,
  shiftRight,
  simd,
  store,
  sub,
  tee,
  v128,
  type WasmFunction,
} from './wasm-code.ts'
import { marksAt, stopsAt } from './wasm-layout.ts'

// Parameters and variables by number.
const [length, base, firstCharacter] = [0, 1, 2]
const [at, out, stopsOut, mask, stopMask, count] = [7, 8, 9, 10, 11, 12]
const [bytes, stops, firstSplat] = [13, 14, 15]
/** Element, component, repetition; then those that stop the search for the end of a segment: release, terminator. */
const [characters, separating] = [5, 3]

const [loadBlock, splat, equal] = [simd(0x00, 0, 0), simd(0x0f), simd(0x23)]
const [or, bitmask] = [simd(0x50), simd(0x64)]

const each = (times: number, code: (index: number) => number[]) =>
  Array.from({ length: times }, (_, index) => code(index)).flat()
const writeMark = (offset: number) => [
  ...[...get(out), ...get(base), ...get(at), add, ...get(mask), ctz, add, ...store(offset)],
]
const dropLowestBit = (bits: number) => [...get(bits), ...constant(1), sub, ...get(bits), and]

/** The number of marks written before this block, and of those in it below the lowest stop. */
const numberOfStop = [
  ...[...get(out), ...constant(marksAt), sub, ...constant(2), shiftRight],
  ...[...get(mask), ...constant(1), ...get(stopMask), ctz, shiftLeft, ...constant(1), sub, and, popcnt, add],
]
const equalTo = (index: number) => [...get(bytes), ...get(firstSplat + index), ...equal]

/**
 * Compares sixteen bytes at once with the five service characters. `length` bytes are looked at; answers how many marks (`base`
 * + index) were written and, 65,536 times, how many stops.
 */
export const markFunction: WasmFunction = {
  name: 'mark',
  parameters: 2 + characters,
  variables: [
    [6, i32],
    [2 + characters, v128],
  ],
  body: [
    ...[...constant(marksAt), ...set(out), ...constant(stopsAt), ...set(stopsOut)],
    ...each(characters, (index) => [...get(firstCharacter + index), ...splat, ...set(firstSplat + index)]),
    ...block(
      ...loop(
        ...[...get(at), ...get(length), geU, ...branchIf(1)],
        // Bytes above 127 have their highest bit set, as have those that compared equal.
        ...[...get(at), ...loadBlock, ...tee(bytes)],
        ...each(characters - separating, (index) => [...equalTo(separating + index), ...or]),
        ...tee(stops),
        ...each(separating, (index) => [...equalTo(index), ...or]),
        ...[...bitmask, ...set(mask), ...get(stops), ...bitmask, ...set(stopMask)],
        ...block(
          ...[...get(stopMask), eqz, ...branchIf(0)],
          ...loop(
            ...[...get(stopsOut), ...numberOfStop, ...store(), ...get(stopsOut), ...constant(4), add, ...set(stopsOut)],
            ...[...dropLowestBit(stopMask), ...tee(stopMask), ...branchIf(0)],
          ),
        ),
        ...[...get(mask), popcnt, ...set(count)],
        // Four at once without asking, which is mostly enough: the processor guesses badly how many there are.
        ...each(4, (index) => [...writeMark(4 * index), ...dropLowestBit(mask), ...set(mask)]),
        ...block(
          ...[...get(mask), eqz, ...branchIf(0)],
          ...loop(
            ...[...writeMark(16), ...get(out), ...constant(4), add, ...set(out)],
            ...[...get(count), ...constant(1), sub, ...set(count)],
            ...[...dropLowestBit(mask), ...tee(mask), ...branchIf(0)],
          ),
        ),
        ...[...get(out), ...get(count), ...constant(4), mul, add, ...set(out)],
        ...[...get(at), ...constant(16), add, ...set(at)],
        ...branch(0),
      ),
    ),
    ...[...get(stopsOut), ...constant(stopsAt), sub, ...constant(14), shiftLeft],
    ...[...get(out), ...constant(marksAt), sub, ...constant(2), shiftRight, add],
  ],
}
