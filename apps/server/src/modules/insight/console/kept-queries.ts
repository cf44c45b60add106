import { ConsoleQuestion, consoleName } from '@quayside/contract'
import type { Keepable } from '../saved/analysis-views.ts'

/** Queries are saved beside analyses and asked on their page alone: none is mailed. */
export const keptQueries: Keepable = {
  name: consoleName,
  parse: (question) => ConsoleQuestion.pick({ sql: true }).parse(question),
}
