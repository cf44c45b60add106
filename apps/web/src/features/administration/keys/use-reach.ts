import type { ApiKeyRow } from '@quayside/contract'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** How far a key goes, in words: "Reads only: customers, orders". */
export function useReach(): (key: Pick<ApiKeyRow, 'readOnly' | 'modules'>) => string {
  const { t } = useTranslation('administration')
  return useCallback(
    ({ readOnly, modules }) =>
      t(readOnly ? 'keys.reads' : 'keys.readsAndWrites', {
        modules: modules?.map((module) => t(`module.${module}`)).join(t('comma')) ?? t('keys.allModules'),
      }),
    [t],
  )
}
