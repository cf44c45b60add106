import { EdiMessageSort, type EdiMessageStatus, type Filter } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useListViews } from '../../app/lists/use-list-views.ts'
import type { Choices, MessagePlace } from './message-place.ts'
import { choicesOf, filterOf, nothingChosen } from './message-place.ts'

const builtIn = {
  inbox: { field: 'direction', op: 'is', value: 'in' },
  outbox: { field: 'direction', op: 'is', value: 'out' },
  quarantine: { field: 'status', op: 'is', value: 'quarantined' satisfies EdiMessageStatus },
} as const satisfies Record<string, Filter>
const builtInNames = ['inbox', 'outbox', 'quarantine'] as const

/** Views of the list of messages: what it is narrowed to is part of them; one order is of the moment. */
export function useMessageViews(place: MessagePlace, setPlace: (change: MessagePlace) => void) {
  const { t } = useTranslation('edi')
  // Links from elsewhere say their choices one by one; a view says them as a filter.
  const linked = filterOf(place)
  const views = useListViews<z.infer<typeof EdiMessageSort>>({
    subject: 'ediMessages',
    place: linked ? { ...place, filter: linked } : place,
    setPlace: (change) => setPlace({ ...nothingChosen, ...(change as MessagePlace) }),
    allName: t('views.all'),
    readSort: (sort) => EdiMessageSort.safeParse(sort).data,
    mostSearch: 100,
    builtIn: builtInNames.map((id) => ({
      id,
      name: t(`views.${id}`),
      definition: { layout: 'table', filter: builtIn[id] },
    })),
    besides: { orderId: undefined },
  })
  const chosen = choicesOf(views.shown.filter)
  return {
    ...views,
    chosen,
    choose: (change: Choices) => views.show({ filter: filterOf({ ...chosen, ...change }) }),
  }
}
