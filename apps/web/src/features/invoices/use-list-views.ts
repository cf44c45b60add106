import {
  changeView,
  type Filter,
  listSavedViews,
  removeView,
  type SavedView,
  saveView,
  type ViewSubject,
} from '@quayside/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { useMe } from '../../app/session.ts'
import { type Sharing, useFailure, useUndo } from '../../ui/index.ts'
import type { ListPlace } from './list-filters.tsx'

const viewsQuery = (subject: ViewSubject) =>
  queryOptions({
    queryKey: ['savedView', subject],
    queryFn: ({ signal }) => call(listSavedViews, { query: { subject }, signal }),
    staleTime: 60_000,
  })

type Definition = SavedView['definition']

interface Shown {
  search: string
  filter: Filter | undefined
  sort: string | undefined
}

function shownOf(place: ListPlace, view: Definition | undefined): Shown {
  return {
    search: place.q ?? view?.search ?? '',
    filter: (place.filter === undefined ? view?.filter : place.filter) ?? undefined,
    sort: (place.sort === undefined ? view?.sort : place.sort) ?? undefined,
  }
}

/** The address for a change of what is shown; what equals the view is left out of it. */
function placeFor(shown: Shown, view: Definition | undefined): Pick<ListPlace, 'q' | 'filter' | 'sort'> {
  const base = shownOf({}, view)
  const differs = (name: keyof Shown) => JSON.stringify(shown[name] ?? null) !== JSON.stringify(base[name] ?? null)
  return {
    q: differs('search') ? shown.search : undefined,
    filter: differs('filter') ? (shown.filter ?? null) : undefined,
    sort: differs('sort') ? (shown.sort ?? null) : undefined,
  }
}

/** Views of a list of documents, one's own and those colleagues share. */
export function useListViews(
  subject: 'invoices' | 'payments',
  place: ListPlace,
  setPlace: (change: ListPlace) => void,
) {
  const { t } = useTranslation('invoices')
  const { teams } = useMe()
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const options = viewsQuery(subject)
  const { data: saved = [] } = useQuery(options)
  const current = saved.find((view) => view.id === place.view)
  const shown = shownOf(place, current?.definition)
  const refresh = () => client.invalidateQueries({ queryKey: options.queryKey })
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
  const remove = async (id: string) => {
    const gone = saved.find((view) => view.id === id)
    await call(removeView, { params: { id } })
    pick(undefined)
    if (!gone) return
    const { name, definition: kept, shared, teamId } = gone
    offerUndo({
      done: t('views.removed', { name }),
      undo: () => call(saveView, { body: { subject, name, definition: kept, shared, teamId } }).then(refresh),
    })
  }
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
        const made = await call(saveView, { body: { subject, name, definition, ...sharing } })
        await refresh()
        pick(made.id)
      }),
    onRename: (id: string, name: string, sharing: Sharing) =>
      write.mutate(() => call(changeView, { params: { id }, body: { name, ...sharing }, ifMatch: current?.version })),
    onRemove: (id: string) => write.mutate(() => remove(id)),
  }
  return {
    shown,
    bar,
    show: (change: Partial<Shown>) => setPlace(placeFor({ ...shown, ...change }, current?.definition)),
  }
}
