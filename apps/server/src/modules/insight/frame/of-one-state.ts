import type { Warehouse } from '../../../warehouse/feeder.ts'
import { areSame } from '../../../warehouse/marks.ts'
import { noteReading, type Reading } from '../../../warehouse/reads.ts'

/** A feed comes about once a second and few answers take as long: more in a row would be a company that moves faster than it can be read. */
const attempts = 3

/**
 * An answer is put together of several questions; an order that comes in between two of them stands in one part and not in the other, and
 * totals differ from their rows. A page is asked again a moment later. What is taken away in a file or a mail is added up by somebody: it is
 * worked out anew if a table that it read has moved meanwhile.
 */
export async function ofOneState<T>(warehouse: Warehouse, answer: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const { marks } = warehouse.state()
    const reading: Reading = { tables: new Set(), oldest: null }
    const told = await noteReading(reading, answer)
    if (attempt === attempts || areSame(reading.tables, marks, warehouse.state().marks)) return told
  }
}
