import { v7 } from 'uuid'

export type Id = string

/** UUIDv7: sorts by time of making, so inserts land at the right end of every index. */
export const newId = (): Id => v7()
