import { existsSync, readFileSync } from 'node:fs'

/** The Groceries baskets of Hahsler, Hornik & Reutterer (2006), where they are installed beside the project: not part of it. */
const file = '../shared/data/groceries/groceries_basket.csv'

export const hasGroceries = existsSync(file)
if (!hasGroceries) console.warn(`skipped: no ${file}, the published counts of rules are not compared`)

/** Two labels end in a space: nothing is trimmed. */
export function groceries(): string[][] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(','))
}
