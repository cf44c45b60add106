import { SearchOutlined } from '@ant-design/icons'
import type { FilterKind } from '@quayside/contract'
import { Filter } from '@quayside/contract'
import { Input } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { FilterField } from '../../ui/filter/filter.ts'
import { leaveField, useSettledText } from '../../ui/index.ts'

/** A list in the address. */
export const ListPlace = z.object({
  q: z.string().max(200).optional(),
  filter: Filter.optional(),
  sort: z.string().max(40).optional(),
  show: z.enum(['all', 'free', 'unknown']).optional(),
  accountId: z.uuid().optional(),
  peek: z.uuid().optional(),
})
export type ListPlace = z.infer<typeof ListPlace>

type Fields = Readonly<Record<string, { kind: FilterKind; choices?: readonly string[] }>>

/** What a list can be filtered by, in the reader's words; people and teams are chosen in the list of customers. */
export function useFields(fields: Fields): FilterField[] {
  const { t } = useTranslation('invoices')
  return useMemo(
    () =>
      Object.entries(fields)
        .filter(([, { kind }]) => kind !== 'person' && kind !== 'team')
        .map(([id, { kind, choices }]) => ({
          id,
          kind,
          label: t(`field.${id}`),
          ...(choices ? { choices: choices.map((value) => ({ value, label: t(`choice.${value}`) })) } : {}),
        })),
    [fields, t],
  )
}

export function ListSearch({
  value,
  hint,
  onChange,
}: {
  value: string
  hint: string
  onChange: (text: string) => void
}) {
  const [text, setText] = useSettledText(value, onChange)
  return (
    <Input
      allowClear
      className="money-search"
      prefix={<SearchOutlined />}
      value={text}
      maxLength={200}
      placeholder={hint}
      aria-label={hint}
      onKeyDown={leaveField}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
