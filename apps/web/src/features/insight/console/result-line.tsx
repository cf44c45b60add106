import type { ConsoleResult } from '@quayside/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { timeText, useKit } from '../../../ui/index.ts'

/** How many, how long, of when; and what is not shown. */
export function ResultLine({ result, onAnew }: { result: ConsoleResult; onAnew: () => void }) {
  const { t } = useTranslation('sql-console')
  const { locale, zone } = useKit()
  const { rows, more, cutValues, milliseconds, asOf } = result
  const figure = (value: number) => value.toLocaleString(locale)
  const parts = [
    more ? t('moreRows', { figure: figure(rows.length) }) : t('rows', { figure: figure(rows.length) }),
    t('took', { figure: figure(milliseconds) }),
    t('asOf', { at: timeText(asOf, 'exact', locale, zone) }),
    cutValues > 0 && t('cut', { figure: figure(cutValues) }),
  ]
  return (
    <p className="console-line q-muted" role="status">
      {parts.filter(Boolean).join(' · ')}{' '}
      <Button type="link" size="small" onClick={onAnew}>
        {t('anew')}
      </Button>
    </p>
  )
}
