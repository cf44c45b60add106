import { type listServiceLines, type QueryOf, ServiceBy, serviceKpis, usualQuestions } from '@quayside/contract'
import { Button, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { useKit, useNow } from '../../../ui/index.ts'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { AnalysisPlace, filterOf } from '../frame/analysis-place.ts'
import { todayIn } from '../frame/period.ts'
import { DefinitionsDialog } from './definitions-dialog.tsx'
import { ServiceCards } from './service-cards.tsx'
import { ServiceLinesPeek } from './service-lines.tsx'
import { ServiceMonths } from './service-months.tsx'
import { ServiceTable } from './service-table.tsx'
import { ShipmentCards } from './shipment-cards.tsx'
import './service.css'

const Place = AnalysisPlace.extend({ by: ServiceBy.optional().catch(undefined) })
type Place = z.infer<typeof Place>
type Behind = QueryOf<typeof listServiceLines>

const usual = usualQuestions['service-kpis'].asks

export function ServicePage() {
  const { t } = useTranslation('service')
  const { zone } = useKit()
  const [place, setPlace] = useAddress(Place)
  const today = todayIn(zone, useNow())
  const by = place.by ?? usual.by
  const narrowed = useMemo(() => filterOf(place, today), [place, today])
  const question = useMemo(() => ({ ...narrowed, by, limit: usual.limit }), [narrowed, by])
  const [behind, setBehind] = useState<{ title: string; query: Behind } | undefined>(undefined)
  const [defining, setDefining] = useState(false)
  const open = (title: string, query: Behind) => setBehind({ title, query: { ...narrowed, by, ...query } })
  return (
    <AnalysisPage
      analysis={serviceKpis}
      title={t('title')}
      about={t('about')}
      question={question}
      place={place}
      onPlace={(change: Partial<Place>, step) => setPlace(change, step)}
      controls={
        <Select
          aria-label={t('by.label')}
          prefix={<span className="q-muted">{t('by.label')}</span>}
          value={by}
          onChange={(value: ServiceBy) => setPlace({ by: value === 'service' ? undefined : value })}
          options={ServiceBy.options.map((value) => ({ value, label: t(`by.${value}`) }))}
        />
      }
      actions={<Button onClick={() => setDefining(true)}>{t('definitions.open')}</Button>}
    >
      {(answer) => (
        <>
          <ServiceCards answer={answer} onOpen={open} />
          <ServiceMonths answer={answer} onPick={(title, month) => open(title, { by: 'month', key: month })} />
          <ServiceTable answer={answer} onOpen={open} />
          <ShipmentCards figures={answer.shipments} filter={narrowed} />
          <NotMeasured />
          <ServiceLinesPeek query={behind?.query} title={behind?.title ?? ''} onClose={() => setBehind(undefined)} />
          {defining && <DefinitionsDialog onClose={() => setDefining(false)} />}
        </>
      )}
    </AnalysisPage>
  )
}

/** What nobody records yet is named: an empty figure is not a good one. */
function NotMeasured() {
  const { t } = useTranslation('service')
  return (
    <section className="q-panel service-not-measured">
      <h3>{t('notMeasured.title')}</h3>
      <p className="q-muted">{t('notMeasured.text')}</p>
      <ul>
        {(['quantity', 'claims', 'documents', 'storage', 'attested'] as const).map((what) => (
          <li key={what}>{t(`notMeasured.${what}`)}</li>
        ))}
      </ul>
    </section>
  )
}
