import { type AnalysisBasis, listOrders } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { Empty } from '../../../ui/index.ts'
import { someCustomers } from './some-customers.ts'

interface NoLinesProps {
  basis: AnalysisBasis
  onAll: () => void
  onCurrency: (currency: string) => void
}

/** Why an analysis has nothing to count, and what would give it something. */
export function NoLines({ basis, onAll, onCurrency }: NoLinesProps) {
  const { t } = useTranslation('insight')
  const may = useMay()
  const seesOrders = may('orders', 'read')
  const { data: orders, isLoading } = useQuery({
    queryKey: ['order', 'list', 'any'],
    queryFn: ({ signal }) => call(listOrders, { query: { limit: 1, count: 'no' }, signal }),
    enabled: seesOrders,
  })
  if (!seesOrders) return <Empty title={t('none.unseen')} text={t('none.unseenText')} />
  if (isLoading) return null
  const [other] = basis.otherCurrencies
  if (other)
    return (
      <Empty
        title={t('none.inCurrency', { currency: basis.currency })}
        action={<Button onClick={() => onCurrency(other)}>{t('none.other', { currency: other })}</Button>}
      />
    )
  const some = someCustomers(basis)
  const isEmpty = orders?.rows.length === 0
  return (
    <Empty
      title={t(isEmpty && !some ? 'none.yet' : 'none.title')}
      text={some ? t(`none.${some}`) : t(isEmpty ? 'none.yetText' : 'none.text')}
      action={
        <span className="analysis-none-acts">
          {!isEmpty && <Button onClick={onAll}>{t('none.all')}</Button>}
          {isEmpty && may('orders', 'create') && (
            <Link to="/orders/new">
              <Button>{t('none.enter')}</Button>
            </Link>
          )}
          {isEmpty && may('imports', 'create') && (
            <Link to="/imports">
              <Button type="primary">{t('none.import')}</Button>
            </Link>
          )}
        </span>
      }
    />
  )
}
