import type { ConsoleWords } from '@quayside/contract'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** What the server names in both languages, in the reader’s. */
export function useWords() {
  const { i18n } = useTranslation()
  const english = i18n.language === 'en'
  return useCallback(({ zh, en }: ConsoleWords) => (english ? en : zh), [english])
}
