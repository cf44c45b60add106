import type { AssociationRule, association, BasketItem, ReplyOf } from '@quayside/contract'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

export type Association = ReplyOf<(typeof association)['read']>
export type Rule = AssociationRule

/** Services are codes; the others are called what the orders call them. */
export function useItemName(items: BasketItem): (item: string) => string {
  const { t: word } = useTranslation('insight')
  return useCallback(
    (item: string) => (items === 'service' ? word(`service.${item as 'road'}`, { defaultValue: item }) : item),
    [items, word],
  )
}
