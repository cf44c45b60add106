import { App } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** Tells the person why something did not work, in the server's own words. For `onError` of a mutation. */
export function useFailure() {
  const { message } = App.useApp()
  const { t } = useTranslation('ui')
  return useCallback(
    (error: unknown) => void message.error(error instanceof Error ? error.message : t('failed'), 6),
    [message, t],
  )
}
