import {
  addCostPool,
  type CostPool,
  type CostPools,
  type CostPoolValues,
  changeCostPool,
  listCostPools,
  removeCostPool,
} from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { ErrorPage } from '../../../app/error-page.tsx'
import { Dialog, Money, useFailure, useKit } from '../../../ui/index.ts'
import { PoolForm } from './pool-form.tsx'

const poolsQuery = {
  queryKey: ['costPools'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(listCostPools, { signal }),
}

/** What serving customers costs a month; every change moves the figures at once. */
export function PoolsDialog({ currency, onClose }: { currency: string; onClose: () => void }) {
  const { t } = useTranslation('profitability')
  const { data, error, refetch } = useQuery(poolsQuery)
  const [written, setWritten] = useState<CostPool | 'new' | undefined>(undefined)
  const taken = useTaken()
  const save = async (body: CostPoolValues) => {
    if (written === 'new') taken(await call(addCostPool, { body }))
    else if (written) taken(await call(changeCostPool, { params: { id: written.id }, ifMatch: written.version, body }))
    setWritten(undefined)
  }
  return (
    <Dialog open onCancel={onClose} footer={null} title={t('pools.title')} width={640}>
      {error ? (
        <ErrorPage error={error} reset={() => refetch()} />
      ) : !data ? (
        <Skeleton active />
      ) : written ? (
        <PoolForm
          pool={written === 'new' ? undefined : written}
          currency={currency}
          save={save}
          onCancel={() => setWritten(undefined)}
        />
      ) : (
        <Pools data={data} onWrite={setWritten} />
      )}
    </Dialog>
  )
}

function useTaken() {
  const client = useQueryClient()
  return (next: CostPools) => {
    client.setQueryData(poolsQuery.queryKey, next)
    client.invalidateQueries({ queryKey: ['analyses'] })
  }
}

function Pools({ data, onWrite }: { data: CostPools; onWrite: (pool: CostPool | 'new') => void }) {
  const { t } = useTranslation('profitability')
  const { locale } = useKit()
  const failure = useFailure()
  const taken = useTaken()
  const remove = useMutation({
    mutationFn: ({ id, version }: CostPool) => call(removeCostPool, { params: { id }, ifMatch: version }),
    onSuccess: taken,
    onError: failure,
  })
  return (
    <>
      <p className="q-muted">{t('pools.text')}</p>
      {data.pools.map((pool) => (
        <div key={pool.id} className="profit-pool">
          <span>
            {locale === 'en' ? pool.nameEn : pool.nameZh}{' '}
            <small className="q-muted">
              {t(`driver.${pool.driver}`)}
              {pool.fixed ? ` · ${t('pools.fixed')}` : ''}
            </small>
          </span>
          <span className="profit-pool-acts">
            <span>
              <Money amountE4={pool.monthlyE4} currency={pool.currency} /> {t('pools.aMonth')}
            </span>
            <button type="button" className="q-link" onClick={() => onWrite(pool)}>
              {t('pools.change')}
            </button>
            <button type="button" className="q-link" onClick={() => remove.mutate(pool)}>
              {t('pools.remove')}
            </button>
          </span>
        </div>
      ))}
      <Button onClick={() => onWrite('new')}>{t('pools.add')}</Button>
    </>
  )
}
