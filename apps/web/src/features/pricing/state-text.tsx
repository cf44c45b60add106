import type { TariffState } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'

export function StateText({ state }: { state: z.infer<typeof TariffState> }) {
  const { t } = useTranslation('pricing')
  return <span className={`tariff-state tariff-state-${state}`}>{t(`state.${state}`)}</span>
}
