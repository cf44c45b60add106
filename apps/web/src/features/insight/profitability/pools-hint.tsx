import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Profitability } from './profit-cards.tsx'

/** Without pools the page shows gross profit alone, which it says. */
export function PoolsHint({ answer, onAdd }: { answer: Profitability; onAdd: (() => void) | undefined }) {
  const { t } = useTranslation('profitability')
  const { pools, otherPools, basis } = answer
  if (pools.length > 0) return null
  return (
    <Alert
      type="info"
      showIcon
      title={otherPools > 0 ? t('pools.inOther', { currency: basis.currency }) : t('pools.none')}
      description={t('pools.why')}
      action={
        onAdd && (
          <Button type="primary" onClick={onAdd}>
            {t('pools.add')}
          </Button>
        )
      }
    />
  )
}
