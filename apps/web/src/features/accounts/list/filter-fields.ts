import { accountFilterFields, type Category, type Filter, type FilterKind, mayReadAdvice } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay, useMe } from '../../../app/session.ts'
import type { FilterField } from '../../../ui/filter/filter.ts'
import { colleaguesQuery, customFieldsQuery, teamsQuery } from '../accounts.api.ts'
import { useImportBatches } from './import-batches.ts'

const customKind: Record<string, FilterKind> = {
  text: 'text',
  number: 'number',
  date: 'date',
  boolean: 'boolean',
  choice: 'choice',
  choices: 'tags',
}

/** What customers can be filtered by, in the reader's words; those of a category he may not see are closed. */
export function useFilterFields(filter: Filter | undefined): FilterField[] {
  const { t, i18n } = useTranslation('accounts')
  const { t: ui } = useTranslation('ui')
  const may = useMay()
  const { data: colleagues } = useQuery(colleaguesQuery)
  const { data: teams } = useQuery(teamsQuery)
  const { data: custom } = useQuery(customFieldsQuery)
  const batches = useImportBatches(filter)
  const advised = mayReadAdvice(useMe().rights)
  const seen = (['basic', 'address', 'finance', 'behaviour', 'shared'] as Category[]).filter(may.see).join()
  return useMemo(() => {
    const groupOf = (category: Category) => ui(`category.${category}`)
    const choicesOf = (id: string, kind: FilterKind, choices: readonly string[] | undefined) => {
      if (kind === 'person') return (colleagues ?? []).map((one) => ({ value: one.id, label: one.name }))
      if (kind === 'team') return (teams ?? []).map((team) => ({ value: team.id, label: team.name }))
      return choices?.map((value) => ({ value, label: choiceText(id, value, t, ui) }))
    }
    const closed = (category: Category) => !seen.includes(category)
    const fixed = Object.entries(accountFilterFields).map(([id, { kind, choices, category }]) => ({
      id,
      closed: closed(category) || (id === 'nextAction' && !advised),
      label: t(`field.${id}`),
      // A batch is chosen by its file; who may not know of files sees its number.
      kind: id === 'importBatch' && batches ? ('choice' as const) : kind,
      choices: id === 'importBatch' ? batches : choicesOf(id, kind, choices),
      group: groupOf(category),
    }))
    const own = (custom ?? []).map((field) => ({
      id: `custom.${field.key}`,
      closed: closed(field.category),
      label: i18n.language === 'en' ? field.labelEn : field.labelZh,
      kind: customKind[field.kind] ?? 'text',
      choices:
        field.choices.length > 0
          ? field.choices.map((one) => ({
              value: one.value,
              label: i18n.language === 'en' ? one.labelEn : one.labelZh,
            }))
          : undefined,
      group: t('customFields'),
    }))
    return [...fixed, ...own]
  }, [t, ui, i18n.language, colleagues, teams, custom, seen, advised, batches])
}

type Text = (key: string) => string

/** The word for a value of a choice. */
export function choiceText(field: string, value: string, t: unknown, ui: unknown): string {
  if (field === 'state' || field === 'tier') return (ui as Text)(`${field}.${value}`)
  if (field === 'creditGrade') return value
  return (t as Text)(`${field}.${value}`)
}
