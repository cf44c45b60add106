import { copyOrder, type OrderTemplate } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { call } from '../../../app/api.ts'
import { ErrorPage } from '../../../app/error-page.tsx'
import { orderQuery, templatesQuery } from '../orders.api.ts'
import { emptyOrder, typedOf } from './draft.ts'
import { NewOrder } from './new-order.tsx'

/** A customer may be brought along, an order copied, or a template begun with. */
const Place = z.object({
  accountId: z.uuid().optional(),
  accountName: z.string().max(500).optional(),
  copy: z.uuid().optional(),
  template: z.uuid().optional(),
})

export function NewOrderPage() {
  const [{ accountId, accountName, copy, template }] = useAddress(Place)
  const copied = useQuery({
    queryKey: ['order', copy ?? '', 'copy'],
    queryFn: ({ signal }) => call(copyOrder, { params: { id: copy ?? '' }, signal }),
    enabled: copy !== undefined,
  })
  const former = useQuery({ ...orderQuery(copy ?? ''), enabled: copy !== undefined })
  const templates = useQuery({ ...templatesQuery, enabled: template !== undefined })
  const error = copied.error ?? former.error ?? templates.error
  if (error) return <ErrorPage error={error} />
  if ((copy && !(copied.data && former.data)) || (template && !templates.data))
    return <Skeleton active className="q-page" />
  const begun: OrderTemplate | undefined = templates.data?.find(({ id }) => id === template)
  const account = accountId
    ? { value: accountId, label: accountName ?? accountId }
    : former.data
      ? { value: former.data.account.id, label: former.data.account.name }
      : begun?.account
        ? { value: begun.account.id, label: begun.account.name }
        : undefined
  const initial = copied.data ? typedOf(copied.data) : begun ? typedOf(begun.draft) : emptyOrder('road')
  return (
    <NewOrder
      key={`${copy}-${template}-${accountId}`}
      initial={{ ...initial, customer: account ? { id: account.value } : initial.customer }}
      account={account}
    />
  )
}
