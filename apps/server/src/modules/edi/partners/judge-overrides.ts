import type { EdiOverrideProblem, EdiPartnerFields, EdiStandard } from '@quayside/contract'
import { codeMeaning, type MessageDefinition, type Override, override } from '@quayside/edi'
import type { z } from 'zod'
import { Refusal } from '../../../platform/refusal.ts'
import { definitionOf } from '../take/read-by-definition.ts'
import { codedElementAt } from './coded-elements.ts'

/** What is wrong with that which a partner is said to do otherwise; nothing: it fits his messages. */
export const problemsOf = (standard: EdiStandard, overrides: Readonly<Record<string, unknown>>): EdiOverrideProblem[] =>
  Object.entries(overrides).flatMap(([type, changes]) => problemsOfOne(standard, type, changes))

function problemsOfOne(standard: EdiStandard, type: string, changes: unknown): EdiOverrideProblem[] {
  const problem = (path: string, zh: string, en: string) => [{ type, path, zh, en }]
  const definition = definitionOf(standard, type)
  if (!definition) return problem('', `此标准没有报文 ${type}。`, `There is no message ${type} in this standard.`)
  const formless = () => problem('', '不是特殊约定的格式。', 'This has not the form of an override.')
  if (!isOverride(changes)) return formless()
  try {
    return [...override(definition, changes).problems, ...unknownCodes(definition, changes)].flatMap(
      ({ path, sentence }) => problem(path, sentence.zh, sentence.en),
    )
  } catch {
    // Other JSON than its shape ends anywhere within it.
    return formless()
  }
}

/** A code turned into one without a meaning would be read no better than before. */
const unknownCodes = (definition: MessageDefinition, { change = {} }: Override) =>
  Object.entries(change).flatMap(([path, { map = {} }]) => {
    const element = codedElementAt(definition, path)
    if (!element) return []
    return Object.entries(map)
      .filter(([, code]) => !element.only?.includes(code) && !codeMeaning(definition.standard, element.id, code))
      .map(([theirs, code]) => ({
        path,
        sentence: {
          zh: `“${theirs}”对应的代码“${code}”不在标准的代码表中。`,
          en: `“${theirs}” is mapped to “${code}”, which is no code of the standard.`,
        },
      }))
  })

const isOverride = (value: unknown): value is Override =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).every((key) => key === 'change' || key === 'add')

/** Kept as it is, every message of his would be read by half of it. */
export function refuseUnfitOverrides({ standard, settings }: z.output<typeof EdiPartnerFields>): void {
  const problems = problemsOf(standard, settings.overrides)
  if (problems.length === 0) return
  const errors = problems.slice(0, 20).map(({ type, path, en }) => ({
    path: `/settings/overrides/${type}`,
    code: 'ediOverrideUnfit',
    message: path ? `${path}: ${en}` : en,
  }))
  throw new Refusal('ediOverrideUnfit', 422, errors[0]?.message ?? '', { errors })
}
