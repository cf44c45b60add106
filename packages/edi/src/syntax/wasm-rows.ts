import { endColumn, firstColumn, lastColumn, oddColumn, rowSize, startColumn, tagColumn } from './row-columns.ts'
import { elementKind, releaseKind } from './service-bytes.ts'
import {
  add,
  and,
  block,
  branch,
  branchIf,
  constant,
  eq,
  eqz,
  ge,
  get,
  i32,
  load,
  loadByte,
  loop,
  lt,
  ne,
  or,
  select,
  set,
  shiftLeft,
  store,
  sub,
  tee,
  type WasmFunction,
  when,
} from './wasm-code.ts'
import { blankClass, classesAt, kindBits, marksAt, mostRows, rowsAt, stopsAt, tagClass } from './wasm-layout.ts'

const [base, to, begin, stopCount, terminator, blankTerminator] = [0, 1, 2, 3, 4, 5]
const [start, stop, first, odd, row, last, end, tagEnd] = [6, 7, 8, 9, 10, 11, 12, 13]
const [one, two, three, long] = [14, 15, 16, 17]

const markAt = (...number: number[]) => [...number, ...constant(2), shiftLeft, ...load(marksAt)]
const stopAt = (...number: number[]) => [...number, ...constant(2), shiftLeft, ...load(stopsAt)]
const byteAt = (...position: number[]) => [...position, ...get(base), sub, ...loadByte()]
const classOf = (...value: number[]) => [...value, ...loadByte(classesAt)]
const kindAt = (...position: number[]) => [...classOf(...byteAt(...position)), ...constant(kindBits), and]
const increased = (local: number) => [...get(local), ...constant(1), add]
const column = (at: number, ...value: number[]) => [...get(row), ...value, ...store(rowsAt + 4 * at)]
const is = (local: number, character: string) => [...get(local), ...constant(character.charCodeAt(0)), eq]

const released = [
  ...[...kindAt(...get(end)), ...constant(releaseKind), eq],
  ...[...get(stop), ...get(stopCount), lt, and],
  ...[...stopAt(...get(stop)), ...increased(last), eq, and],
  ...[...markAt(...increased(last)), ...increased(end), eq, and],
]

/** ISA, UNA, UNB, or too near the end to say. */
const isHead = [
  ...[...get(start), ...constant(2), add, ...get(to), ge, ...is(one, 'I'), ...is(one, 'U'), or, and],
  ...[...is(one, 'I'), ...is(two, 'S'), and, ...is(three, 'A'), and, or],
  ...[...is(one, 'U'), ...is(two, 'N'), and, ...is(three, 'A'), ...is(three, 'B'), or, and, or],
]

/** Its bytes in one number, 0 where they are no tag; of two bytes, the third is 0. */
function tagNumber(): number[] {
  const bytes = [
    ...[...get(one), ...constant(16), shiftLeft, ...get(two), ...constant(8), shiftLeft, or],
    ...[...get(three), ...constant(0), ...get(long), select, or],
  ]
  const classes = [
    ...[...classOf(...get(one)), ...classOf(...get(two)), and],
    ...[...classOf(...get(three)), ...constant(tagClass), ...get(long), select, and, ...constant(tagClass), and],
  ]
  const length = [...get(tagEnd), ...get(start), sub]
  return [
    ...[...length, ...constant(3), eq, ...set(long)],
    ...[...bytes, ...constant(0)],
    // Of another length it is none.
    ...[...classes, ...constant(0), ...length, ...constant(2), eq, ...get(long), or, select],
    select,
  ]
}

/**
 * Rows of the segments that end within the marks, `begin` being where the first begins and `to` where the bytes looked at end: up to one that begins an
 * interchange, or whose tag does not end where it should. Answers how many.
 */
export const rowsFunction: WasmFunction = {
  name: 'rows',
  parameters: 6,
  variables: [[12, i32]],
  body: [
    ...[...get(begin), ...set(start)],
    ...block(
      ...loop(
        ...[...get(stop), ...get(stopCount), ge, ...branchIf(1)],
        ...[...get(row), ...constant(4 * rowSize * mostRows), ge, ...branchIf(1)],
        ...[...stopAt(...get(stop)), ...set(last), ...increased(stop), ...set(stop)],
        ...[...markAt(...get(last)), ...tee(end), ...get(start), lt, ...branchIf(0)],
        ...[...byteAt(...get(end)), ...get(terminator), ne],
        ...when(
          ...[...constant(1), ...set(odd)],
          // What a release stands before is data.
          ...[...released, ...get(stop), add, ...set(stop)],
          ...branch(1),
        ),
        ...block(
          ...loop(
            ...[...get(start), ...get(end), ge, ...branchIf(1)],
            ...[...classOf(...byteAt(...get(start))), ...constant(blankClass), and, eqz, ...branchIf(1)],
            ...[...increased(start), ...set(start), ...branch(0)],
          ),
        ),
        // A line end that ends segments ends none on an empty line.
        ...[...get(start), ...get(end), lt, ...get(blankTerminator), eqz, or],
        ...when(
          ...block(
            ...loop(
              ...[...markAt(...get(first)), ...tee(tagEnd), ...get(start), ge, ...branchIf(1)],
              ...[...increased(first), ...set(first), ...branch(0)],
            ),
          ),
          ...[...get(first), ...get(last), ne, ...kindAt(...get(tagEnd)), ...constant(elementKind), ne, and],
          ...branchIf(2),
          ...[...byteAt(...get(start)), ...set(one), ...byteAt(...increased(start)), ...set(two)],
          ...[...byteAt(...get(start), ...constant(2), add), ...set(three)],
          ...[...isHead, ...get(row), ...constant(0), ne, and, ...branchIf(2)],
          ...[...column(startColumn, ...get(start)), ...column(endColumn, ...get(end))],
          ...[...column(firstColumn, ...get(first)), ...column(lastColumn, ...get(last))],
          ...[...column(tagColumn, ...tagNumber()), ...column(oddColumn, ...get(odd))],
          ...[...get(row), ...constant(4 * rowSize), add, ...set(row)],
        ),
        ...[...increased(last), ...set(first), ...increased(end), ...set(start), ...constant(0), ...set(odd)],
        ...branch(0),
      ),
    ),
    ...get(row),
  ],
}
