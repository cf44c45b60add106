import type { matrices, ReplyOf } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'

/** Says so where cost to serve is not what the axis shows, and where it can be set. */
export function PoolsNote({ answer }: { answer: ReplyOf<(typeof matrices)['read']> }) {
  const { t } = useTranslation('matrices')
  const mayChange = useMay()('analyses', 'change')
  const { kind, pools, otherPools, basis } = answer
  if (kind !== 'valueCost' || (pools > 0 && otherPools === 0)) return null
  return (
    <Alert
      type="info"
      showIcon
      title={pools === 0 ? t('pools.none') : t('pools.other', { figure: otherPools, currency: basis.currency })}
      action={mayChange && <Link to="/profitability">{t('pools.act')}</Link>}
    />
  )
}
