/** One line about a load: the table of the source, its rows so far, the share of its pages. Numbers as both languages write them. */
export const progressLine = (table: string, rows: number, share: number): string =>
  `${table}: ${rows.toLocaleString('en')} (${Math.round(share * 100)} %)`
