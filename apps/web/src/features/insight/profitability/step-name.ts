import { useTranslation } from 'react-i18next'
import { useKit } from '../../../ui/index.ts'
import type { Profitability } from './profit-cards.tsx'

/** What a bar of the waterfall is called. */
export function useStepName({ pools }: Profitability): (key: string) => string {
  const { t } = useTranslation('profitability')
  const { locale } = useKit()
  return (key) => {
    if (key === 'revenue') return t('step.revenue')
    if (key === 'goods') return t('step.goods')
    if (key === 'net') return t('step.net')
    const pool = pools.find(({ id }) => id === key)
    if (!pool) return key
    return locale === 'en' ? pool.nameEn : pool.nameZh
  }
}
