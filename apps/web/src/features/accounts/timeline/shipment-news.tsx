import { useTranslation } from 'react-i18next'
import { When } from '../../../ui/index.ts'

/** What was told of a shipment: which milestone or exception, where and when. */
export function ShipmentNews({ kind, data }: { kind: string; data: Record<string, unknown> }) {
  const { t } = useTranslation(['accounts', 'shipments'])
  const word = (key: string) => (typeof data[key] === 'string' ? data[key] : '')
  const [code, sort, exception, place] = [word('code'), word('kind'), word('exception'), word('place')]
  const what = exception
    ? t(`exception.${exception}`, { ns: 'shipments', defaultValue: exception })
    : code && t(`code.${code}`, { ns: 'shipments', defaultValue: code })
  const at = word('to') || word('happenedAt')
  const isPlan = sort === 'planned' || sort === 'estimated'
  return (
    <>
      {t(`event.${kind.replace('.', '_')}`, { ns: 'accounts', number: word('number'), what })}
      {isPlan && <small className="account-tag">{t(`kind.${sort}`, { ns: 'shipments' })}</small>}
      {place && ` · ${place}`} {at && <When at={at} as="exact" />}
    </>
  )
}
