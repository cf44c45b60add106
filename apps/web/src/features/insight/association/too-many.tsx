import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Empty, useKit } from '../../../ui/index.ts'
import type { Association } from './use-item-name.ts'

interface TooManyProps {
  tooMany: NonNullable<Association['tooMany']>
  onSupport: (support: number) => void
}

/** More than anybody could read: says which support would do, and takes it. */
export function TooMany({ tooMany, onSupport }: TooManyProps) {
  const { t } = useTranslation('association')
  const { locale } = useKit()
  const support = tooMany.support.toLocaleString(locale, { style: 'percent', maximumSignificantDigits: 2 })
  return (
    <section className="q-panel">
      <Empty
        title={t(`tooMany.${tooMany.reason}`, { limit: tooMany.limit.toLocaleString(locale) })}
        text={t('tooMany.text', { support })}
        action={
          <Button type="primary" onClick={() => onSupport(tooMany.support)}>
            {t('tooMany.take', { support })}
          </Button>
        }
      />
    </section>
  )
}
