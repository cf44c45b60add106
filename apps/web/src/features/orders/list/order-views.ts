import { changeView, listSavedViews, removeView, saveView } from '@quayside/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMe } from '../../../app/session.ts'
import { type Sharing, useFailure, useUndo } from '../../../ui/index.ts'
import { type OrderPlace, placeFor, type Shown, shownOf } from './order-place.ts'

const viewsQuery = queryOptions({
  queryKey: ['savedView', 'orders'],
  queryFn: ({ signal }) => call(listSavedViews, { query: { subject: 'orders' }, signal }),
  staleTime: 60_000,
})

/** Views of the list of orders, one's own and those colleagues share. */
export function useOrderViews(place: OrderPlace, setPlace: (change: OrderPlace) => void) {
  const { t } = useTranslation('orders')
  const { teams } = useMe()
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const { data: saved = [] } = useQuery(viewsQuery)
  const current = saved.find((view) => view.id === place.view)
  const shown = shownOf(place, current?.definition)
  const refresh = () => client.invalidateQueries({ queryKey: viewsQuery.queryKey })
  const definition = {
    layout: 'table' as const,
    filter: shown.filter,
    search: shown.search || undefined,
    sort: shown.sort,
  }
  const write = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: refresh,
    onError: failure,
  })
  const pick = (id: string | undefined) =>
    setPlace({ view: id, q: undefined, filter: undefined, sort: undefined, peek: undefined })
  const bar = {
    views: saved.map(({ id, name, shared, teamId, mine }) => ({ id, name, shared, teamId, mine })),
    current: place.view,
    changed: [place.q, place.filter, place.sort].some((part) => part !== undefined),
    teams,
    allName: t('views.all'),
    onPick: pick,
    onSave: (id: string) =>
      write.mutate(async () => {
        await call(changeView, { params: { id }, body: { definition }, ifMatch: current?.version })
        await refresh()
        pick(id)
      }),
    onCreate: (name: string, sharing: Sharing) =>
      write.mutate(async () => {
        const made = await call(saveView, { body: { subject: 'orders', name, definition, ...sharing } })
        await refresh()
        pick(made.id)
      }),
    onRename: (id: string, name: string, sharing: Sharing) =>
      write.mutate(() => call(changeView, { params: { id }, body: { name, ...sharing }, ifMatch: current?.version })),
    onRemove: (id: string) =>
      write.mutate(async () => {
        const gone = saved.find((view) => view.id === id)
        await call(removeView, { params: { id } })
        pick(undefined)
        if (!gone) return
        const { name, definition: kept, shared, teamId } = gone
        offerUndo({
          done: t('views.removed', { name }),
          undo: () =>
            call(saveView, { body: { subject: 'orders', name, definition: kept, shared, teamId } }).then(refresh),
        })
      }),
  }
  return {
    shown,
    bar,
    show: (change: Partial<Shown>) => setPlace(placeFor({ ...shown, ...change }, current?.definition)),
  }
}
