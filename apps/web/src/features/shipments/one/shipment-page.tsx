import type { Shipment } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPage } from '../../../app/error-page.tsx'
import { PageHeader, When } from '../../../ui/index.ts'
import { shipmentQuery } from '../shipments.api.ts'
import { ExceptionList } from './exception-list.tsx'
import { MilestoneList } from './milestone-list.tsx'
import { NoticeList } from './notice-list.tsx'
import { ProofList } from './proof-list.tsx'
import { ExceptionForm, RecordForm } from './record-form.tsx'
import { ShipmentFacts } from './shipment-facts.tsx'
import '../shipments.css'

export function ShipmentPage() {
  const { t } = useTranslation('shipments')
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: shipment, error } = useQuery(shipmentQuery(id))
  useEffect(() => {
    if (shipment) document.title = shipment.number
  }, [shipment])
  if (error && !shipment) return <ErrorPage error={error} />
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to="/shipments">{t('title')}</Link>}
        title={shipment?.number ?? t('one')}
        actions={
          shipment?.can.change && (
            <Link to={`/shipments/${id}/change`}>
              <Button tabIndex={-1}>{t('change.act')}</Button>
            </Link>
          )
        }
      />
      <div className="q-page-scroll">{shipment ? <Content shipment={shipment} /> : <Skeleton active />}</div>
    </div>
  )
}

function Content({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation('shipments')
  return (
    <div className="shipment-columns">
      <div>
        <Panel title={t('one')}>
          <ShipmentFacts shipment={shipment} />
        </Panel>
        <Panel title={t('milestones.title')}>
          {shipment.can.change && <RecordForm shipment={shipment} />}
          <MilestoneList shipment={shipment} editable />
        </Panel>
      </div>
      <div>
        <Panel title={t('exceptions.title')}>
          <ExceptionList shipment={shipment} editable />
          {shipment.can.change && <ExceptionForm shipment={shipment} />}
        </Panel>
        <Panel title={t('proof.title')}>
          <ProofList shipment={shipment} />
        </Panel>
        <Legs shipment={shipment} />
        <Panel title={t('notices.title')}>
          <NoticeList shipment={shipment} />
        </Panel>
      </div>
    </div>
  )
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="q-panel" aria-label={title}>
      <div className="q-panel-head">
        <h2>{title}</h2>
      </div>
      <div className="q-panel-body">{children}</div>
    </section>
  )
}

function Legs({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation('shipments')
  if (shipment.legs.length === 0) return null
  return (
    <Panel title={t('legs.title')}>
      <ol className="shipment-legs">
        {shipment.legs.map((leg) => (
          <li key={leg.id}>
            <strong>{t(`mode.${leg.mode}`)}</strong> {[leg.origin, leg.destination].filter(Boolean).join(' → ')}
            <small className="q-muted">
              {' '}
              {[leg.carrier, leg.conveyance, leg.equipmentKind, leg.equipmentNumber].filter(Boolean).join(' · ')}
              {leg.plannedDeparture && (
                <>
                  {' · '}
                  <When at={leg.plannedDeparture} as="exact" />
                </>
              )}
            </small>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
