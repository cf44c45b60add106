import { type AllocationRow, takeBackAllocations } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { Money, useFailure, When } from '../../ui/index.ts'
import { useMoved } from './use-moved.ts'

interface AllocationsTableProps {
  allocations: readonly AllocationRow[]
  currency: string
  mayUndo: boolean
}

/** What settles what; each can be taken back. */
export function AllocationsTable({ allocations, currency, mayUndo }: AllocationsTableProps) {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const failure = useFailure()
  const undo = useMutation({
    mutationFn: (id: string) => call(takeBackAllocations, { body: { ids: [id] } }),
    onSuccess: moved,
    onError: failure,
  })
  if (allocations.length === 0) return null
  return (
    <section className="q-panel" aria-label={t('allocations.title')}>
      <div className="q-panel-head">
        <h2>{t('allocations.title')}</h2>
      </div>
      <div className="money-scroll">
        <table className="money-table">
          <tbody>
            {allocations.map((one) => (
              <tr key={one.id}>
                <td>
                  <When at={one.on} />
                </td>
                <td>
                  {one.source.kind === 'payment' ? (
                    <Link to="/payments" search={{ peek: one.source.id } as never}>
                      {one.source.number}
                    </Link>
                  ) : (
                    <Link to={`/invoices/${one.source.id}`}>{one.source.number}</Link>
                  )}
                  {' → '}
                  <Link to={`/invoices/${one.invoice.id}`}>{one.invoice.number}</Link>
                </td>
                <td className="money-right">
                  <Money amountE4={one.amountE4} currency={currency} />
                </td>
                <td>
                  {mayUndo && (
                    <button
                      type="button"
                      className="q-link"
                      disabled={undo.isPending}
                      onClick={() => undo.mutate(one.id)}
                    >
                      {t('allocations.undo')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
