import { billOrders, listBillableOrders } from '@quayside/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { Empty, Money, useKit, useNow, When } from '../../ui/index.ts'
import { useMoved } from './use-moved.ts'

/** Completed orders that no invoice bills yet; those ticked become drafts. */
export function BillOrdersDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('invoices')
  const { zone } = useKit()
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(useNow())
  const moved = useMoved()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [together, setTogether] = useState(false)
  const { data, error } = useQuery({
    queryKey: ['invoice', 'list', 'billable'],
    queryFn: ({ signal }) => call(listBillableOrders, { query: { limit: 100 }, signal }),
  })
  const bill = useMutation({
    mutationFn: () =>
      call(billOrders, {
        body: { orderIds: [...chosen], issuedOn: today, each: together ? 'customer' : 'order' },
      }),
    onSuccess: () => {
      moved()
      onClose()
    },
  })
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  return (
    <Modal
      open
      width={760}
      title={t('bill.title')}
      onCancel={onClose}
      footer={
        <>
          <Checkbox checked={together} onChange={(event) => setTogether(event.target.checked)}>
            {t('bill.together')}
          </Checkbox>
          <Button type="primary" disabled={chosen.size === 0} loading={bill.isPending} onClick={() => bill.mutate()}>
            {t('bill.make', { figure: chosen.size })}
          </Button>
        </>
      }
    >
      {error && <Alert type="error" showIcon title={error.message} />}
      {bill.error && <Alert type="error" showIcon title={bill.error.message} />}
      {!data && !error && <Skeleton active />}
      {data?.orders.length === 0 && <Empty title={t('bill.none')} text={t('bill.noneText')} />}
      <div className="money-scroll">
        <table className="money-table">
          <tbody>
            {data?.orders.map((order) => (
              <tr key={order.id}>
                <td>
                  <Checkbox checked={chosen.has(order.id)} onChange={() => toggle(order.id)}>
                    {order.number}
                  </Checkbox>
                </td>
                <td>{order.account.name}</td>
                <td>
                  <When at={order.orderedOn} />
                </td>
                <td className="money-right">
                  <Money amountE4={order.netE4} currency={order.currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  )
}
