import { EdiMessageSort, EdiMessageStatus } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { type MessageQuery, partnersQuery } from './edi.api.ts'
import { messageTypes } from './message-types.ts'

/** What the list is narrowed by, as the address says it. */
export const MessagePlace = z.object({
  direction: z.enum(['in', 'out']).optional(),
  status: EdiMessageStatus.optional(),
  // An address writes 204 as a number.
  type: z.coerce.string().max(10).optional(),
  /** Days where the reader is, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  sort: EdiMessageSort.optional(),
  q: z.string().max(100).optional(),
  partnerId: z.uuid().optional(),
  orderId: z.uuid().optional(),
})
export type MessagePlace = z.infer<typeof MessagePlace>

export const nothingAsked: MessagePlace = {
  direction: undefined,
  status: undefined,
  type: undefined,
  from: undefined,
  to: undefined,
  q: undefined,
  partnerId: undefined,
  orderId: undefined,
}

export const askedOf = ({ status, type, from, to, q, direction, partnerId, orderId }: MessagePlace): MessageQuery => ({
  direction,
  partnerId,
  orderId,
  search: q,
  status: status ? [status] : undefined,
  type: type ? [type] : undefined,
  from: from ? dayjs(from).toISOString() : undefined,
  to: to ? dayjs(to).add(1, 'day').toISOString() : undefined,
})

const types = [...messageTypes.x12, 'TA1', ...messageTypes.edifact]

interface Props {
  place: MessagePlace
  setPlace: (change: MessagePlace) => void
}

export function MessageFilters({ place, setPlace }: Props) {
  const { t } = useTranslation('edi')
  const { data: partners } = useQuery(partnersQuery)
  const choose = <T extends string>(
    name: string,
    value: T | undefined,
    options: { value: T; label: string }[],
    onChange: (value: T | undefined) => void,
  ) => (
    <Select<T>
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      value={value ?? null}
      placeholder={t(`field.${name}`)}
      aria-label={t(`field.${name}`)}
      options={options}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
  return (
    <>
      {choose(
        'direction',
        place.direction,
        (['in', 'out'] as const).map((value) => ({ value, label: t(`direction.${value}`) })),
        (direction) => setPlace({ direction }),
      )}
      {choose(
        'status',
        place.status,
        EdiMessageStatus.options.map((value) => ({ value, label: t(`status.${value}`) })),
        (status) => setPlace({ status }),
      )}
      {choose(
        'type',
        place.type,
        types.map((value) => ({ value, label: `${value} ${t(`type.${value}`)}` })),
        (type) => setPlace({ type }),
      )}
      {choose(
        'partner',
        place.partnerId,
        (partners?.rows ?? []).map(({ id, name }) => ({ value: id, label: name })),
        (partnerId) => setPlace({ partnerId }),
      )}
      <DatePicker.RangePicker
        allowEmpty={[true, true]}
        value={[place.from ? dayjs(place.from) : null, place.to ? dayjs(place.to) : null]}
        onChange={(days) => setPlace({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
      />
    </>
  )
}
