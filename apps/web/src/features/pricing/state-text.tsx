import type { TariffVersionState } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'

interface StateTextProps {
  state: z.infer<typeof TariffVersionState>
  /** The version that holds instead. */
  replacedBy?: number | null
}

export function StateText({ state, replacedBy = null }: StateTextProps) {
  const { t } = useTranslation('pricing')
  return (
    <span className={`tariff-state tariff-state-${state}`}>
      {replacedBy === null ? t(`state.${state}`) : t('replacedBy', { figure: replacedBy })}
    </span>
  )
}
