/** One file of a partner is at most this large; it streams through. */
export const fileBytesAtMost = 4 * 1024 ** 3
