import { existsSync, readFileSync } from 'node:fs'

/** Passengers by month 1949 to 1960 (Box & Jenkins), where they are installed beside the project: not part of it. */
const file = '../shared/data/series/air_passengers.csv'

export const hasAirPassengers = existsSync(file)
if (!hasAirPassengers) console.warn(`skipped: no ${file}, the forecast of air passengers is not tried`)

export const airPassengers = (): number[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => Number(line.split(',')[1]))
