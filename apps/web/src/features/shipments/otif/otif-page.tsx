import { exportOtif, type OtifAnswer } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Segmented, Skeleton } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { download } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { DayRangePicker, Empty, ExportButton, Figure, PageHeader, Share } from '../../../ui/index.ts'
import { keyboardScroll } from '../../../ui/keyboard-scroll.ts'
import { otifQuery } from '../shipments.api.ts'
import '../shipments.css'

const bys = ['mode', 'carrier', 'lane', 'account', 'month'] as const
const Place = z.object({ by: z.enum(bys).optional(), from: z.iso.date().optional(), to: z.iso.date().optional() })

export function OtifPage() {
  const { t } = useTranslation('shipments')
  const [place, setPlace] = useAddress(Place)
  const by = place.by ?? 'mode'
  const { data, error } = useQuery(otifQuery({ by, from: place.from, to: place.to }))
  const may = useMay()
  const save = (format: 'csv' | 'xlsx') =>
    download(exportOtif, { query: { by, from: place.from, to: place.to, format } }, `otif.${format}`)
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to="/shipments">{t('title')}</Link>}
        title={t('otif.title')}
        text={t('otif.about')}
        actions={
          <>
            {may('analyses', 'read') && (
              <Link className="shipment-link" to="/service-kpis">
                {t('otif.definitions')}
              </Link>
            )}
            {may('shipments', 'export') && <ExportButton save={save} />}
          </>
        }
      />
      <div className="q-toolbar">
        <Segmented
          value={by}
          options={bys.map((value) => ({ value, label: t(`otif.by.${value}`) }))}
          onChange={(value) => setPlace({ by: value })}
        />
        <DayRangePicker
          allowEmpty
          value={[place.from ? dayjs(place.from) : null, place.to ? dayjs(place.to) : null]}
          placeholder={[t('promisedFrom'), t('promisedTo')]}
          onChange={(days) => setPlace({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
        />
      </div>
      <div className="q-page-scroll">
        {error && <Alert type="error" showIcon title={error.message} />}
        {!data && !error && <Skeleton active />}
        {data &&
          (data.total.shipments === 0 ? (
            <Empty title={t('empty.none')} text={t('empty.noneText')} />
          ) : (
            <Parts answer={data} by={by} />
          ))}
      </div>
    </div>
  )
}

function Parts({ answer, by }: { answer: OtifAnswer; by: (typeof bys)[number] }) {
  const { t } = useTranslation('shipments')
  const of = (part: number, whole: number) => (whole === 0 ? null : part / whole)
  const name = (key: string) =>
    key === '' ? t('otif.unknown') : by === 'mode' ? t(`mode.${key}`, { defaultValue: key }) : key
  return (
    <section ref={keyboardScroll} className="q-panel shipment-table-box">
      <table className="shipment-table">
        <thead>
          <tr>
            <th scope="col">{t(`otif.by.${by}`)}</th>
            {(['shipments', 'judged', 'onTime', 'early', 'late', 'missing', 'inFull', 'otif', 'attested'] as const).map(
              (column) => (
                <th key={column} scope="col" className="q-num" title={t(`otif.define.${column}`)}>
                  {t(`otif.column.${column}`)}
                </th>
              ),
            )}
            {by === 'account' && <th scope="col">{t('otif.terms')}</th>}
          </tr>
        </thead>
        <tbody>
          {[{ ...answer.total, key: null, terms: null }, ...answer.parts].map((part) => (
            <tr key={part.key ?? ' total'} className={part.key === null ? 'shipment-total' : ''}>
              <th scope="row">
                {part.key === null ? (
                  t('otif.total')
                ) : part.terms ? (
                  <Link to={`/accounts/${part.terms.accountId}` as never}>{name(part.key)}</Link>
                ) : (
                  name(part.key)
                )}
              </th>
              {(['shipments', 'judged', 'onTime', 'early', 'late', 'missing', 'inFull'] as const).map((column) => (
                <td key={column} className="q-num">
                  <Figure value={part[column]} />
                </td>
              ))}
              <td className="q-num">
                <Share value={of(part.otif, part.judged)} />
              </td>
              <td className="q-num">
                <Figure value={part.attested} />
              </td>
              {by === 'account' && <td>{part.terms && <Terms {...part.terms} />}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What the verdicts of this customer rest on, in one line. */
function Terms({ own, earlyDays, graceDays, attestedBy }: NonNullable<OtifAnswer['parts'][number]['terms']>) {
  const { t } = useTranslation('shipments')
  const days = t('otif.days', { early: earlyDays ?? '∞', grace: graceDays })
  const early = earlyDays === null ? t('otif.anyEarly') : t('otif.early', { figure: earlyDays })
  const whole = [early, t('otif.grace', { figure: graceDays }), t(`otif.attestedBy.${attestedBy}`)].join(' · ')
  return (
    <span className={own ? '' : 'q-muted'} title={`${t(own ? 'otif.ownTerms' : 'otif.companyTerms')}: ${whole}`}>
      {t(own ? 'otif.own' : 'otif.company')}: {days}
    </span>
  )
}
