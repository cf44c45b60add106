/** As much of WebAssembly's binary format as the functions of this folder need: each is smaller than any tool that would make it. */

export const [i32, v128] = [0x7f, 0x7b]

export const get = (local: number) => [0x20, local]
export const set = (local: number) => [0x21, local]
export const tee = (local: number) => [0x22, local]
const signed = (value: number): number[] =>
  value >= -64 && value < 64 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)]
const unsigned = (value: number): number[] =>
  value < 128 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
export const constant = (value: number) => [0x41, ...signed(value)]
export const [eqz, eq, ne, lt, ge, geU] = [0x45, 0x46, 0x47, 0x48, 0x4e, 0x4f]
export const [ctz, popcnt, add, sub, mul, and, or] = [0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x71, 0x72]
export const [shiftLeft, shiftRight, select] = [0x74, 0x75, 0x1b]
/** From the address on the stack, so many bytes further. */
export const loadByte = (offset = 0) => [0x2d, 0, ...unsigned(offset)]
export const load = (offset = 0) => [0x28, 0, ...unsigned(offset)]
export const store = (offset = 0) => [0x36, 0, ...unsigned(offset)]
export const branch = (depth: number) => [0x0c, depth]
export const branchIf = (depth: number) => [0x0d, depth]
export const block = (...code: number[]) => [0x02, 0x40, ...code, 0x0b]
/** Where what is on the stack is not 0. */
export const when = (...code: number[]) => [0x04, 0x40, ...code, 0x0b]
export const loop = (...code: number[]) => [0x03, 0x40, ...code, 0x0b]
export const simd = (...code: number[]) => [0xfd, ...code]

export interface WasmFunction {
  name: string
  /** All of them i32. */
  parameters: number
  /** Local variables behind the parameters: how many of which type. */
  variables: readonly (readonly [count: number, type: number])[]
  body: readonly number[]
}

/** A module with a memory of so many pages and functions that each answer an i32. */
export function wasmModule(pages: number, functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.flatMap(({ parameters }) => [0x60, ...sized(Array(parameters).fill(i32)), 1, i32])
  const exported = functions.flatMap(({ name }, at) => [...named(name), 0x00, at])
  const code = functions.flatMap(({ variables, body }) => sized([variables.length, ...variables.flat(), ...body, 0x0b]))
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [functions.length, ...types]),
    ...section(3, [functions.length, ...functions.keys()]),
    ...section(5, [1, 0x01, pages, pages]),
    ...section(7, [functions.length + 1, ...named('memory'), 0x02, 0, ...exported]),
    ...section(10, [functions.length, ...code]),
  ])
}

const sized = (bytes: readonly number[]) => [...unsigned(bytes.length), ...bytes]
const section = (id: number, content: readonly number[]) => [id, ...sized(content)]
const named = (name: string) => sized([...name].map((one) => one.charCodeAt(0)))
