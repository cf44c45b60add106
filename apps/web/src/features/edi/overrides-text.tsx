import type { EdiOverrideProblem, EdiStandard } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Alert, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKit, useSettled } from '../../ui/index.ts'
import { overrideChecksQuery } from './edi.api.ts'
import type { Overrides } from './overrides.ts'

interface Props {
  standard: EdiStandard
  value: Overrides
  onChange: (value: Overrides) => void
  onFit: (fits: boolean) => void
}

/** All that a partner does otherwise as text; the server judges it while one types. */
export function OverridesText({ standard, value, onChange, onFit }: Props) {
  const { t } = useTranslation('edi')
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const text = typed ?? JSON.stringify(value, null, 2)
  const parsed = parse(text)
  const fault =
    parsed.fault === undefined
      ? undefined
      : parsed.fault === 'notAnObject'
        ? t('notAnObject')
        : t('notJson', parsed.fault)
  const settled = useSettled(text)
  const asked = parse(settled).overrides
  const { data } = useQuery({ ...overrideChecksQuery(standard, asked ?? {}), enabled: asked !== undefined })
  const problems = data?.problems ?? []
  const fits = fault === undefined && problems.length === 0
  useEffect(() => onFit(fits), [fits, onFit])
  const type = (next: string) => {
    setTyped(next)
    const { overrides } = parse(next)
    if (overrides) onChange(overrides)
  }
  return (
    <>
      <p className="edi-hint">{t('overridesHint')}</p>
      <Input.TextArea
        className="edi-text"
        autoSize={{ minRows: 4, maxRows: 24 }}
        value={text}
        spellCheck={false}
        status={fits ? '' : 'error'}
        aria-label={t('overridesAsText')}
        onChange={(event) => type(event.target.value)}
        // What was typed has become the rows above; from here on it is written from them.
        onBlur={() => parsed.overrides && setTyped(undefined)}
      />
      {fault && <Alert type="error" showIcon title={fault} />}
      {(fault ? [] : problems).slice(0, 5).map((problem) => (
        <Problem key={`${problem.type} ${problem.path} ${problem.en}`} problem={problem} />
      ))}
    </>
  )
}

function Problem({ problem: { type, path, zh, en } }: { problem: EdiOverrideProblem }) {
  const { locale } = useKit()
  const where = [type, path].filter(Boolean).join(' ')
  const said = locale.startsWith('zh') ? zh : en
  return <Alert type="error" showIcon title={where ? `${where}: ${said}` : said} />
}

/** `fault`: where JSON ends to be any. */
function parse(text: string): { overrides?: Overrides; fault?: 'notAnObject' | { line: number; column: number } } {
  if (text.trim() === '') return { overrides: {} }
  try {
    const overrides: unknown = JSON.parse(text)
    const isObject = typeof overrides === 'object' && overrides !== null && !Array.isArray(overrides)
    return isObject ? { overrides: overrides as Overrides } : { fault: 'notAnObject' }
  } catch (error) {
    // Some engines say only how many characters in; where none says, it is where the text ends.
    const { message } = error as Error
    const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? []
    if (line) return { fault: { line: Number(line), column: Number(column) } }
    const before = text.slice(0, Number(/position (\d+)/.exec(message)?.[1] ?? text.length)).split('\n')
    return { fault: { line: before.length, column: (before.at(-1) ?? '').length + 1 } }
  }
}
