/** Rows in PostgreSQL's binary COPY format: a third of the work of text, on both sides. */
const header = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const pieceBytes = 1 << 18
const end = -1
/** PostgreSQL counts days from 2000-01-01. */
const daysTo2000 = 10_957

export type Field = Uint8Array

/** The value's bytes behind their number, as a row holds it. */
const field = (bytes: Uint8Array): Field => {
  const ready = Buffer.alloc(4 + bytes.length)
  ready.writeInt32BE(bytes.length)
  ready.set(bytes, 4)
  return ready
}

export const textField = (text: string): Field => field(Buffer.from(text))

export const idField = (id: string): Field => field(Buffer.from(id.replaceAll('-', ''), 'hex'))

export function xidField(xid: string): Field {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(xid))
  return field(bytes)
}

/** A whole number from 1 to 9999 as `numeric`: one digit to the base of ten thousand. */
export function numericField(value: number): Field {
  const bytes = Buffer.alloc(10)
  bytes.writeInt16BE(1, 0)
  bytes.writeInt16BE(value, 8)
  return field(bytes)
}

export const fields = (...parts: readonly Field[]): Field => Buffer.concat(parts)

/** Collects rows as finished pieces of a COPY stream. Every row is announced with the most bytes it may take. */
export class BinaryRows {
  count = 0
  #pieces: Buffer[] = []
  #piece = Buffer.allocUnsafeSlow(pieceBytes)
  #view = new DataView(this.#piece.buffer)
  #at = header.copy(this.#piece)

  row(columns: number, mostBytes: number): void {
    if (this.#at + mostBytes + 4 > pieceBytes) {
      this.#pieces.push(this.#piece.subarray(0, this.#at))
      this.#piece = Buffer.allocUnsafeSlow(pieceBytes)
      this.#view = new DataView(this.#piece.buffer)
      this.#at = 0
    }
    this.count++
    this.#view.setInt16(this.#at, columns)
    this.#at += 2
  }

  put(ready: Field): void {
    this.#piece.set(ready, this.#at)
    this.#at += ready.length
  }

  id(random: { idInto(at: number, target: DataView, offset: number): void }, at: number): void {
    this.#view.setInt32(this.#at, 16)
    random.idInto(at, this.#view, this.#at + 4)
    this.#at += 20
  }

  /** What was written last, to be written again in other rows. */
  last(bytes: number): Field {
    return this.#piece.subarray(this.#at - bytes, this.#at)
  }

  int4(value: number): void {
    this.#view.setInt32(this.#at, 4)
    this.#view.setInt32(this.#at + 4, value)
    this.#at += 8
  }

  /** Safe integers of either sign. */
  int8(value: number): void {
    this.#view.setInt32(this.#at, 8)
    this.#view.setInt32(this.#at + 4, Math.floor(value / 4_294_967_296))
    this.#view.setInt32(this.#at + 8, value)
    this.#at += 12
  }

  /** Days since 1970-01-01. */
  day(day: number | null): void {
    if (day === null) this.#null()
    else this.int4(day - daysTo2000)
  }

  #null(): void {
    this.#view.setInt32(this.#at, -1)
    this.#at += 4
  }

  /** ASCII only. */
  ascii(text: string): void {
    this.#view.setInt32(this.#at, text.length)
    this.#piece.write(text, this.#at + 4, 'latin1')
    this.#at += 4 + text.length
  }

  pieces(): Buffer[] {
    this.#view.setInt16(this.#at, end)
    return [...this.#pieces, this.#piece.subarray(0, this.#at + 2)]
  }
}
