import type { Sentence } from '@quayside/contract'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useKit } from '../../ui/index.ts'

export function MessageStatus({ status }: { status: string }) {
  const { t } = useTranslation('edi')
  return <span className={`edi-status-${status}`}>{t(`status.${status}`)}</span>
}

/** A kept sentence in the reader's language. */
export function useSentence(): (sentence: Pick<Sentence, 'zh' | 'en'>) => string {
  const { locale } = useKit()
  return useCallback(({ zh, en }) => (locale.startsWith('zh') ? (zh ?? en) : en), [locale])
}
