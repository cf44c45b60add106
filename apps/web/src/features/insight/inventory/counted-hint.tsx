import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useKit } from '../../../ui/index.ts'
import type { AnalysisPlace } from '../frame/analysis-place.ts'
import type { Inventory } from './inventory-cards.tsx'

/** Counts that are not in the figures are told of, not passed over; and that stock has neither service nor region. */
export function CountedHint({ answer, place }: { answer: Inventory; place: AnalysisPlace }) {
  const { t } = useTranslation('inventory')
  const { locale } = useKit()
  const { unvalued, inOtherCurrencies } = answer.counted
  const said = [
    (place.service ?? place.region) !== undefined && t('counted.narrowed'),
    unvalued > 0 && t('counted.unvalued', { figure: unvalued.toLocaleString(locale) }),
    inOtherCurrencies > 0 && t('counted.others', { figure: inOtherCurrencies.toLocaleString(locale) }),
  ].filter((text) => text !== false)
  return said.length === 0 ? null : <Alert type="info" showIcon title={said.join(' ')} />
}
