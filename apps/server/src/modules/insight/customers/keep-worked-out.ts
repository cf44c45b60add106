import { keepAnswer } from '../frame/keep-answers.ts'
import type { Asked } from '../frame/serve-analysis.ts'
import { sightOfLines, visibleTo } from '../frame/visible-to.ts'

/** How old what was worked out over all customers may be: a rhythm of weeks does not turn within minutes. */
export const workedOutGoodForMs = 120_000

/** Works out once for the answer, its pages and its file. `question`: all that the result depends on but the reader's sight. */
export function keepWorkedOut<T>(
  { warehouse, beholder }: Pick<Asked<unknown>, 'warehouse' | 'beholder'>,
  name: string,
  question: unknown,
  work: () => Promise<T>,
  goodForMs = workedOutGoodForMs,
): Promise<T> {
  const visible = visibleTo(beholder, sightOfLines)
  return keepAnswer(warehouse, JSON.stringify(['worked out', name, visible, question], inOrder), work, goodForMs)
}

/** Pages, lists and the board name the parts of a question in orders of their own. */
const inOrder = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value
