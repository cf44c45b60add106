import { ExchangeRate } from '@quayside/contract'

export interface ReadRates {
  rates: ExchangeRate[]
  /** Lines, counted from 1, that are no rate. */
  faulty: number[]
}

/** `USD, 2026-06-01, 7.1234` line by line, in any order of the three, by comma, semicolon or tab; a line of headings is passed over. */
export function readRates(text: string): ReadRates {
  const told: ReadRates = { rates: [], faulty: [] }
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue
    const rate = rateOf(line)
    if (rate) told.rates.push(rate)
    else if (at > 0 || /\d/.test(line)) told.faulty.push(at + 1)
  }
  return told
}

function rateOf(line: string): ExchangeRate | undefined {
  const cells = line.split(/[,;\t]/).map((cell) => cell.trim().replaceAll(/^"|"$/g, ''))
  const on = cells.find((cell) => /^\d{4}\D\d{1,2}\D\d{1,2}\D?$/.test(cell))
  const currency = cells.find((cell) => /^[A-Za-z]{3}$/.test(cell))
  const rate = cells.find((cell) => cell !== on && /^\d+(\.\d+)?$/.test(cell))
  const [year, month = '', day = ''] = on?.split(/\D/) ?? []
  return ExchangeRate.safeParse({
    currency: currency?.toUpperCase(),
    rate,
    on: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  }).data
}
