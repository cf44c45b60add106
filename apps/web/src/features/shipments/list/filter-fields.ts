import { listColleagues, listTeams, shipmentFilterFields } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import type { FilterField } from '../../../ui/filter/filter.ts'

export const colleaguesQuery = {
  queryKey: ['user', 'colleagues'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(listColleagues, { signal }),
  staleTime: 300_000,
}
const teamsQuery = {
  queryKey: ['team', 'all'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(listTeams, { signal }),
  staleTime: 300_000,
}

/** Texts of the choices of a field. */
const wordsOf: Readonly<Record<string, string>> = { exceptionKind: 'exception', lastCode: 'code' }

/** What shipments can be filtered by, in the reader's words. */
export function useShipmentFilterFields(): FilterField[] {
  const { t } = useTranslation('shipments')
  const { data: colleagues } = useQuery(colleaguesQuery)
  const { data: teams } = useQuery(teamsQuery)
  return useMemo(() => {
    const word = t as (key: string) => string
    return Object.entries(shipmentFilterFields).map(([id, { kind, choices }]) => ({
      id,
      label: word(`field.${id}`),
      kind,
      choices:
        kind === 'person'
          ? (colleagues ?? []).map((one) => ({ value: one.id, label: one.name }))
          : kind === 'team'
            ? (teams ?? []).map((team) => ({ value: team.id, label: team.name }))
            : choices?.map((value) => ({ value, label: word(`${wordsOf[id] ?? id}.${value}`) })),
      group: word('title'),
    }))
  }, [t, colleagues, teams])
}
