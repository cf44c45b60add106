import { usualQuestions } from '@quayside/contract'
import { analyses } from './analyses.ts'
import type { AskedOnce } from './frame/asked-lately.ts'

const usual: ReadonlyMap<string, (typeof usualQuestions)[keyof typeof usualQuestions]> = new Map(
  Object.entries(usualQuestions),
)

/** The question of every page as it is opened. */
export const freshQuestions: readonly Pick<AskedOnce, 'analysis' | 'period' | 'question'>[] = analyses.flatMap(
  (analysis) => {
    const opened = usual.get(analysis.name)
    return opened ? [{ analysis, period: opened.period, question: { ...opened.asks } }] : []
  },
)
