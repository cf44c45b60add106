import { allocate, listInvoices, takeBackAllocations } from '@quayside/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { Empty, Money, type RemoteOption, useUndo, When } from '../../ui/index.ts'
import { AccountField } from './account-field.tsx'
import { AmountInput } from './amount-input.tsx'
import { StandingText } from './standing-text.tsx'
import { useMoved } from './use-moved.ts'

interface AllocateDialogProps {
  source: { paymentId: string } | { creditNoteId: string }
  /** null: nobody knows who paid; he whose invoices are settled did. */
  account: { id: string; name: string } | null
  currency: string
  leftE4: number
  onClose: () => void
}

const openIn = (currency: string) =>
  JSON.stringify({
    all: [
      { field: 'kind', op: 'is', value: 'invoice' },
      { field: 'open', op: 'gt', value: 0 },
      { field: 'currency', op: 'is', value: currency },
    ],
  })

/** By hand: which invoices, and how much of each. */
export function AllocateDialog({ source, account, currency, leftE4, onClose }: AllocateDialogProps) {
  const { t } = useTranslation('invoices')
  const moved = useMoved()
  const offerUndo = useUndo()
  const [chosen, setChosen] = useState<RemoteOption | undefined>(
    account ? { value: account.id, label: account.name } : undefined,
  )
  const [parts, setParts] = useState<Readonly<Record<string, number | null>>>({})
  const accountId = chosen?.value
  const { data, error } = useQuery({
    queryKey: ['invoice', 'list', 'open', accountId, currency],
    queryFn: ({ signal }) =>
      call(listInvoices, { query: { accountId, filter: openIn(currency), sort: 'dueOn', limit: 100 }, signal }),
    enabled: accountId !== undefined,
  })
  const used = Object.values(parts).reduce<number>((sum, part) => sum + (part ?? 0), 0)
  const rest = leftE4 - used
  const beyond = rest < 0 || (data?.rows.some((row) => (parts[row.id] ?? 0) > row.openE4) ?? false)
  const save = useMutation({
    mutationFn: () =>
      call(allocate, {
        body: {
          source,
          parts: Object.entries(parts).flatMap(([invoiceId, amountE4]) => (amountE4 ? [{ invoiceId, amountE4 }] : [])),
        },
      }),
    onSuccess: ({ allocations }) => {
      moved()
      onClose()
      offerUndo({
        done: t('allocate.done', { figure: allocations.length }),
        undo: async () => {
          await call(takeBackAllocations, { body: { ids: allocations.map(({ id }) => id) } })
          moved()
        },
      })
    },
  })
  return (
    <Modal
      open
      width={680}
      title={t('allocate.title')}
      onCancel={onClose}
      okText={t('allocate.save')}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: used === 0 || beyond }}
      onOk={() => save.mutate()}
    >
      <div className="money-form">
        {!account && (
          <AccountField
            value={chosen}
            onChange={(next) => {
              setChosen(next)
              setParts({})
            }}
          />
        )}
        {error && <Alert type="error" showIcon title={error.message} />}
        {accountId && !data && !error && <Skeleton active />}
        {data?.rows.length === 0 && <Empty title={t('allocate.none')} text={t('allocate.noneText')} />}
        {data && data.rows.length > 0 && (
          <div className="money-scroll">
            <table className="money-table">
              <tbody>
                {data.rows.map((row) => (
                  <tr key={row.id}>
                    <td className="money-number">
                      {row.number}
                      <div>
                        <small className="q-muted">
                          <When at={row.dueOn} /> <StandingText row={row} />
                        </small>
                      </div>
                    </td>
                    <td className="money-right">
                      <button
                        type="button"
                        className="q-link"
                        title={t('allocate.fill')}
                        onClick={() =>
                          setParts((all) => ({
                            ...all,
                            [row.id]: Math.max(0, Math.min(row.openE4, rest + (all[row.id] ?? 0))),
                          }))
                        }
                      >
                        <Money amountE4={row.openE4} currency={currency} />
                      </button>
                    </td>
                    <td className="money-right">
                      <AmountInput
                        label={`${t('field.amount')} ${row.number}`}
                        valueE4={parts[row.id] ?? null}
                        maxE4={row.openE4}
                        currency={currency}
                        onChange={(value) => setParts((all) => ({ ...all, [row.id]: value }))}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <p role="status" className={rest < 0 ? 'money-negative' : 'q-muted'}>
          {t('allocate.rest')} <Money amountE4={rest} currency={currency} />
        </p>
        {save.error && <Alert type="error" showIcon title={save.error.message} />}
      </div>
    </Modal>
  )
}
