import { useTranslation } from 'react-i18next'
import { useListViews } from '../../../app/lists/use-list-views.ts'
import { useMe } from '../../../app/session.ts'
import { builtInNames, builtInViews } from './built-in-views.ts'
import { mayReadColumn } from './column-category.ts'
import { type ListPlace, orderedReadably } from './list-place.ts'

/** The tabs above the list of customers: those everybody begins with, and the saved ones. */
export function useAccountViews(place: ListPlace, setPlace: (change: ListPlace) => void) {
  const { t } = useTranslation('accounts')
  const { user, rights } = useMe()
  const definitions = builtInViews(user.id)
  return useListViews({
    subject: 'accounts',
    place,
    setPlace,
    allName: t('view.all'),
    readSort: (sort) => orderedReadably(sort, (column) => mayReadColumn(rights, column)),
    builtIn: builtInNames.map((id) => ({ id, name: t(`view.${id}`), definition: definitions[id] })),
  })
}
