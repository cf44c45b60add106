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
import { type Sharing, useFailure, useUndo, type ViewTab } from '../../ui/index.ts'
import { call } from '../api.ts'
import { useMe } from '../session.ts'
import { type Definition, type ListPlace, placeFor, type Reading, type Shown, shownOf } from './list-place.ts'

const viewsQuery = (subject: ViewSubject) =>
  queryOptions({
    queryKey: ['savedView', subject],
    queryFn: ({ signal }) => call(listSavedViews, { query: { subject }, signal }),
    staleTime: 60_000,
  })

interface ListOfViews<Sort extends string> extends Reading<Sort> {
  subject: ViewSubject
  place: ListPlace<Sort>
  setPlace: (change: ListPlace<Sort>) => void
  /** Name of the plain list. */
  allName: string
  /** Views everybody begins with, before the saved ones. */
  builtIn?: readonly { id: string; name: string; definition: Definition }[]
  /** Choices beside the filter, named for letting go: another view begins without them. */
  besides?: Readonly<Record<string, undefined>>
  /** A choice beside the filter differs from what the view remembers. */
  besidesChanged?: boolean
  /** The filter as a view keeps it, where choices beside it are part of the view. */
  keptFilter?: (filter: Filter | undefined) => Filter | undefined
}

/** The columns as they stand on the screen, of a list whose views remember them. */
export interface ColumnsOnScreen {
  columns: NonNullable<Definition['columns']>
  /** They differ from those of the view shown, or from those everybody begins with. */
  changed: boolean
  /** The view remembers them now. */
  onSaved: () => void
}

/** The views of a list, one's own and those colleagues share: what the list shows, and the bar of tabs above it. */
export function useListViews<Sort extends string>(list: ListOfViews<Sort>) {
  const { place, setPlace, builtIn = [], keptFilter = (filter) => filter } = list
  const { teams } = useMe()
  const { data: saved = [] } = useQuery(viewsQuery(list.subject))
  const current = saved.find((view) => view.id === place.view)
  const definition = current?.definition ?? builtIn.find((view) => view.id === place.view)?.definition
  const shown = shownOf(place, definition, list)
  const pick = (id: string | undefined) => setPlace({ ...list.besides, ...nothing, view: id })
  const acts = useViewActs(list.subject, saved, pick)
  const definitionWith = (onScreen: ColumnsOnScreen | undefined): Definition => ({
    layout: shown.layout,
    filter: keptFilter(shown.filter),
    search: shown.search || undefined,
    sort: shown.sort,
    columns: onScreen?.columns,
  })
  return {
    shown,
    show: (change: Partial<Shown<Sort>>) => setPlace(placeFor({ ...shown, ...change }, definition, list)),
    columns: current?.definition.columns,
    bar: (onScreen?: ColumnsOnScreen) => ({
      views: [...builtIn.map(tabOfBuiltIn), ...saved.map(tabOf)],
      current: place.view,
      changed:
        onScreen?.changed ||
        list.besidesChanged ||
        [place.layout, place.q, place.filter, place.sort].some((part) => part !== undefined),
      teams,
      allName: list.allName,
      onPick: pick,
      onSave: (id: string) => acts.save(id, definitionWith(onScreen), () => onScreen?.onSaved()),
      onCreate: (name: string, sharing: Sharing) => acts.create(name, definitionWith(onScreen), sharing),
      onRename: acts.rename,
      onRemove: acts.remove,
    }),
  }
}

const nothing = { layout: undefined, q: undefined, filter: undefined, sort: undefined, peek: undefined }

const tabOf = ({ id, name, shared, teamId, mine }: SavedView): ViewTab => ({ id, name, shared, teamId, mine })

const tabOfBuiltIn = ({ id, name }: { id: string; name: string }): ViewTab => ({
  id,
  name,
  shared: 'all',
  teamId: null,
  mine: false,
  builtIn: true,
})

/** Saving, naming and removing views; a removed one can be had back. */
function useViewActs(subject: ViewSubject, saved: readonly SavedView[], pick: (id: string | undefined) => void) {
  const { t } = useTranslation('ui')
  const client = useQueryClient()
  const offerUndo = useUndo()
  const failure = useFailure()
  const refresh = () => client.invalidateQueries({ queryKey: viewsQuery(subject).queryKey })
  const write = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: refresh,
    onError: failure,
  })
  const versionOf = (id: string) => saved.find((view) => view.id === id)?.version
  return {
    save: (id: string, definition: Definition, onSaved: () => void) =>
      write.mutate(async () => {
        await call(changeView, { params: { id }, body: { definition }, ifMatch: versionOf(id) })
        await refresh()
        onSaved()
        pick(id)
      }),
    create: (name: string, definition: Definition, sharing: Sharing) =>
      write.mutate(async () => {
        const made = await call(saveView, { body: { subject, name, definition, ...sharing } })
        await refresh()
        pick(made.id)
      }),
    rename: (id: string, name: string, sharing: Sharing) =>
      write.mutate(() => call(changeView, { params: { id }, body: { name, ...sharing }, ifMatch: versionOf(id) })),
    remove: (id: string) =>
      write.mutate(async () => {
        const gone = saved.find((view) => view.id === id)
        await call(removeView, { params: { id } })
        pick(undefined)
        if (!gone) return
        const { name, definition, shared, teamId } = gone
        offerUndo({
          done: t('views.removed', { name }),
          undo: () => call(saveView, { body: { subject, name, definition, shared, teamId } }).then(refresh),
        })
      }),
  }
}
