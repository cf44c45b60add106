import { changeView, listSavedViews, removeView, type SavedView, saveView } from '@quayside/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMe } from '../../../app/session.ts'
import { type Sharing, useFailure, useUndo, type ViewTab } from '../../../ui/index.ts'
import { builtInNames, builtInViews } from './built-in-views.ts'
import { mayReadColumn } from './column-category.ts'
import { type ListPlace, orderedReadably, placeFor, type Shown, shownOf } from './list-place.ts'
import type { ShownColumns } from './view-columns.ts'

const viewsQuery = queryOptions({
  queryKey: ['savedView', 'accounts'],
  queryFn: ({ signal }) => call(listSavedViews, { query: { subject: 'accounts' }, signal }),
  staleTime: 60_000,
})

/** The tabs above the list, and what picking, saving and sharing them does. */
export function useAccountViews(place: ListPlace, setPlace: (change: ListPlace) => void) {
  const { t } = useTranslation('accounts')
  const { user, teams, rights } = useMe()
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const { data: saved = [] } = useQuery(viewsQuery)
  const builtIn = builtInViews(user.id)
  const current = saved.find((view) => view.id === place.view)
  const definition = current?.definition ?? (place.view ? builtIn[place.view] : undefined)
  const shown = orderedReadably(shownOf(place, definition), (column) => mayReadColumn(rights, column))
  const refresh = () => client.invalidateQueries({ queryKey: viewsQuery.queryKey })
  const asDefinition = ({ columns }: ShownColumns): SavedView['definition'] => ({
    layout: shown.layout,
    filter: shown.filter,
    search: shown.search || undefined,
    sort: shown.sort,
    columns,
  })
  const write = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: refresh,
    onError: failure,
  })
  const pick = (id: string | undefined) =>
    setPlace({ view: id, layout: undefined, q: undefined, filter: undefined, sort: undefined, peek: undefined })

  const tabs: ViewTab[] = [
    ...builtInNames.map((id) => ({
      id,
      name: t(`view.${id}`),
      shared: 'all' as const,
      teamId: null,
      mine: false,
      builtIn: true,
    })),
    ...saved.map(({ id, name, shared, teamId, mine }) => ({ id, name, shared, teamId, mine })),
  ]
  return {
    shown,
    show: (change: Partial<Shown>) => setPlace(placeFor({ ...shown, ...change }, definition)),
    columns: current?.definition.columns,
    barWith: (onScreen: ShownColumns) => ({
      views: tabs,
      current: place.view,
      teams,
      allName: t('view.all'),
      changed: onScreen.changed || [place.layout, place.q, place.filter, place.sort].some((part) => part !== undefined),
      onPick: pick,
      onSave: (id: string) =>
        write.mutate(async () => {
          await call(changeView, {
            params: { id },
            body: { definition: asDefinition(onScreen) },
            ifMatch: current?.version,
          })
          await refresh()
          onScreen.onSaved()
          pick(id)
        }),
      onCreate: (name: string, sharing: Sharing) =>
        write.mutate(async () => {
          const body = { subject: 'accounts' as const, name, definition: asDefinition(onScreen), ...sharing }
          const made = await call(saveView, { body })
          await refresh()
          pick(made.id)
        }),
      onRename: (id: string, name: string, sharing: Sharing) =>
        write.mutate(() => call(changeView, { params: { id }, body: { name, ...sharing }, ifMatch: current?.version })),
      onRemove: (id: string) => {
        const gone = saved.find((view) => view.id === id)
        write.mutate(async () => {
          await call(removeView, { params: { id } })
          pick(undefined)
          if (!gone) return
          const { name, definition: kept, shared, teamId } = gone
          offerUndo({
            done: t('view.removed', { name }),
            undo: () =>
              call(saveView, { body: { subject: 'accounts', name, definition: kept, shared, teamId } }).then(refresh),
          })
        })
      },
    }),
  }
}
