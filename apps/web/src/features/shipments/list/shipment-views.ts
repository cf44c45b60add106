import {
  changeView,
  type Filter,
  listSavedViews,
  removeView,
  type SavedView,
  ShipmentSort,
  saveView,
} from '@quayside/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMe } from '../../../app/session.ts'
import { type Sharing, useFailure, useUndo } from '../../../ui/index.ts'
import { asFilter, nothingAsked, type ShipmentPlace } from './shipment-place.ts'

const viewsQuery = queryOptions({
  queryKey: ['savedView', 'shipments'],
  queryFn: ({ signal }) => call(listSavedViews, { query: { subject: 'shipments' }, signal }),
  staleTime: 60_000,
})

type Definition = SavedView['definition']
interface Shown {
  search: string
  filter: Filter | undefined
  /** With `-` before it: downwards. */
  sort: string | undefined
}

const known = (sort: string | null | undefined) =>
  ShipmentSort.safeParse(sort?.replace(/^-/, '')).success ? (sort ?? undefined) : undefined

/** With a view, what is absent in the address comes from the view; `null` and `''` mean "none, whatever the view says". */
const shownOf = (place: ShipmentPlace, view: Definition | undefined): Shown => ({
  search: place.q ?? view?.search?.slice(0, 100) ?? '',
  filter: (place.filter === undefined ? view?.filter : place.filter) ?? undefined,
  sort: known(place.sort === undefined ? view?.sort : place.sort),
})

function placeFor(shown: Shown, view: Definition | undefined): Pick<ShipmentPlace, 'q' | 'filter' | 'sort'> {
  const base = shownOf({}, view)
  const differs = (name: keyof Shown) => JSON.stringify(shown[name] ?? null) !== JSON.stringify(base[name] ?? null)
  return {
    q: differs('search') ? shown.search : undefined,
    filter: differs('filter') ? (shown.filter ?? null) : undefined,
    sort: differs('sort') ? (shown.sort ?? null) : undefined,
  }
}

/** Views of the list of shipments, one's own and those colleagues share. */
export function useShipmentViews(place: ShipmentPlace, setPlace: (change: Partial<ShipmentPlace>) => void) {
  const { t } = useTranslation('shipments')
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
    // What the quick choices narrow is part of the view.
    filter: asFilter(place, shown.filter),
    search: shown.search || undefined,
    sort: shown.sort,
  }
  const write = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: refresh,
    onError: failure,
  })
  const pick = (id: string | undefined) => setPlace({ ...nothingAsked, view: id, sort: undefined, peek: undefined })
  const { view: _, sort: __, peek: ___, accountId: ____, orderId: _____, ...asked } = place
  const bar = {
    views: saved.map(({ id, name, shared, teamId, mine }) => ({ id, name, shared, teamId, mine })),
    current: place.view,
    changed: [...Object.values(asked), place.sort].some((part) => part !== undefined),
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
        const made = await call(saveView, { body: { subject: 'shipments', name, definition, ...sharing } })
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
            call(saveView, { body: { subject: 'shipments', name, definition: kept, shared, teamId } }).then(refresh),
        })
      }),
  }
  return {
    shown,
    bar,
    show: (change: Partial<Shown>) => setPlace(placeFor({ ...shown, ...change }, current?.definition)),
  }
}
