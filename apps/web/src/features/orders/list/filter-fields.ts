import { type Category, listColleagues, listTeams, orderFilterFields } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import type { FilterField } from '../../../ui/filter/filter.ts'

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

/** What orders can be filtered by, in the reader's words; those of a category he may not see are closed. */
export function useOrderFilterFields(): FilterField[] {
  const { t } = useTranslation('orders')
  const { t: ui } = useTranslation('ui')
  const may = useMay()
  const { data: colleagues } = useQuery(colleaguesQuery)
  const { data: teams } = useQuery(teamsQuery)
  const seen = (['basic', 'finance'] as Category[]).filter(may.see).join()
  return useMemo(
    () =>
      Object.entries(orderFilterFields).map(([id, { kind, choices, category }]) => ({
        id,
        closed: !seen.includes(category),
        label: t(`field.${id}`),
        kind,
        choices:
          kind === 'person'
            ? (colleagues ?? []).map((one) => ({ value: one.id, label: one.name }))
            : kind === 'team'
              ? (teams ?? []).map((team) => ({ value: team.id, label: team.name }))
              : choices?.map((value) => ({ value, label: choiceText(id, value, t as never) })),
        group: ui(`category.${category}`),
      })),
    [t, ui, colleagues, teams, seen],
  )
}

const choiceText = (field: string, value: string, t: (key: string) => string): string => t(`${field}.${value}`)
