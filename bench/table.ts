export interface Row {
  what: string
  measured: string
  comparator: string
  ratio: string
  budget: string
  /** null: no budget, told for information. */
  met: boolean | null
}

export const figure = (value: number, digits = 0) =>
  value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })

/** One Markdown table: what was measured, beside what, against which budget. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ what, measured, comparator, ratio, budget, met }) => [
    what,
    measured,
    comparator,
    ratio,
    budget,
    met === null ? '' : met ? 'met' : '**missed**',
  ])
  const head = ['what', 'measured', 'comparator', 'ratio', 'budget', '']
  return [head, head.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n')
}
