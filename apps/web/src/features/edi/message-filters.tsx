import { EdiMessageStatus } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { DayRangePicker } from '../../ui/index.ts'
import { partnersQuery } from './edi.api.ts'
import type { Choices } from './message-place.ts'
import { messageTypes } from './message-types.ts'

const types = [...messageTypes.x12, 'TA1', ...messageTypes.edifact]

interface Props {
  chosen: Choices
  choose: (change: Choices) => void
}

export function MessageFilters({ chosen, choose }: Props) {
  const { t } = useTranslation('edi')
  const { data: partners } = useQuery(partnersQuery)
  const select = <T extends string>(
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
      {select(
        'direction',
        chosen.direction,
        (['in', 'out'] as const).map((value) => ({ value, label: t(`direction.${value}`) })),
        (direction) => choose({ direction }),
      )}
      {select(
        'status',
        chosen.status,
        EdiMessageStatus.options.map((value) => ({ value, label: t(`status.${value}`) })),
        (status) => choose({ status }),
      )}
      {select(
        'type',
        chosen.type,
        types.map((value) => ({ value, label: `${value} ${t(`type.${value}`)}` })),
        (type) => choose({ type }),
      )}
      {select(
        'partner',
        chosen.partnerId,
        (partners?.rows ?? []).map(({ id, name }) => ({ value: id, label: name })),
        (partnerId) => choose({ partnerId }),
      )}
      <DayRangePicker
        allowEmpty={[true, true]}
        value={[chosen.from ? dayjs(chosen.from) : null, chosen.to ? dayjs(chosen.to) : null]}
        onChange={(days) => choose({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
      />
    </>
  )
}
