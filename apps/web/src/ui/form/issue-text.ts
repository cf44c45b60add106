import type { z } from 'zod'

export type IssueText = (key: string, values?: Record<string, unknown>) => string

/** What is wrong with a field, in the reader's language. */
export function issueText(issue: z.core.$ZodIssue, t: IssueText): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? t('form.required') : t('form.invalid')
    case 'too_small':
      return tooSmall(issue, t)
    case 'too_big':
      if (issue.origin === 'string') return t('form.tooLong', { figure: issue.maximum })
      return issue.origin === 'array'
        ? t('form.tooMany', { figure: issue.maximum })
        : t('form.tooBig', { figure: issue.maximum })
    case 'invalid_format':
      return issue.format === 'email' ? t('form.email') : t('form.format')
    case 'custom':
      return issue.message
    default:
      return t('form.invalid')
  }
}

function tooSmall(issue: Extract<z.core.$ZodIssue, { code: 'too_small' }>, t: IssueText): string {
  if (issue.minimum === 1 && (issue.origin === 'string' || issue.origin === 'array')) return t('form.required')
  if (issue.origin === 'string') return t('form.tooShort', { figure: issue.minimum })
  return t('form.tooSmall', { figure: issue.minimum })
}
