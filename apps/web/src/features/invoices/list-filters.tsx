import { SearchOutlined } from '@ant-design/icons'
import { type Category, Filter, type FilterKind, listColleagues, listTeams } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Input, Tag } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { call } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import type { FilterField } from '../../ui/filter/filter.ts'
import { leaveField, useSettledText } from '../../ui/index.ts'

/** A list in the address. With a view, what is absent comes from the view; `null` and `''` mean "none, whatever the view says". */
export const ListPlace = z.object({
  view: z.string().max(60).optional(),
  q: z.string().max(200).optional(),
  filter: Filter.nullable().optional(),
  sort: z.string().max(40).nullable().optional(),
  show: z.enum(['all', 'free', 'unknown']).optional(),
  accountId: z.uuid().optional(),
  peek: z.uuid().optional(),
})
export type ListPlace = z.infer<typeof ListPlace>

type Fields = Readonly<Record<string, { kind: FilterKind; choices?: readonly string[]; category: 'basic' | 'finance' }>>

const colleaguesQuery = {
  queryKey: ['user', 'colleagues'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(listColleagues, { signal }),
  staleTime: 300_000,
}
const teamsQuery = {
  queryKey: ['team', 'all'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(listTeams, { signal }),
  staleTime: 300_000,
}

/** What a list can be filtered by, in the reader's words. */
export function useFields(fields: Fields): FilterField[] {
  const { t } = useTranslation('invoices')
  const { t: ui } = useTranslation('ui')
  const may = useMay()
  const { data: colleagues } = useQuery(colleaguesQuery)
  const { data: teams } = useQuery(teamsQuery)
  const seen = (['basic', 'finance'] as Category[]).filter(may.see).join()
  return useMemo(() => {
    const people = (colleagues ?? []).map((one) => ({ value: one.id, label: one.name }))
    const groups = (teams ?? []).map((team) => ({ value: team.id, label: team.name }))
    return Object.entries(fields).map(([id, { kind, choices, category }]) => ({
      id,
      kind,
      closed: !seen.includes(category),
      label: t(`field.${id}`),
      group: ui(`category.${category}`),
      choices:
        kind === 'person'
          ? people
          : kind === 'team'
            ? groups
            : choices?.map((value) => ({ value, label: t(`choice.${value}`) })),
    }))
  }, [fields, t, ui, colleagues, teams, seen])
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

/** That the list is of one customer, and a way out of it. */
export function AccountTag({ name, onClose }: { name: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('invoices')
  return (
    <Tag closable onClose={onClose}>
      {name ?? t('oneAccount')}
    </Tag>
  )
}
