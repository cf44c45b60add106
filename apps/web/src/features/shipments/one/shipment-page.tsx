import type { Shipment } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPage } from '../../../app/error-page.tsx'
import { PageHeader, When } from '../../../ui/index.ts'
import { shipmentQuery } from '../shipments.api.ts'
import { ExceptionList } from './exception-list.tsx'
import { MilestoneList } from './milestone-list.tsx'
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
      <PageHeader trail={<Link to="/shipments">{t('title')}</Link>} title={shipment?.number ?? t('one')} />
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
        <Notices shipment={shipment} />
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
            </small>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

/** What the customer was told, or will be, before he asked. */
function Notices({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation('shipments')
  if (shipment.notices.length === 0) return null
  return (
    <Panel title={t('notices.title')}>
      <ul className="shipment-notices">
        {shipment.notices.map((notice) => (
          <li key={notice.id}>
            {notice.subject}
            <small className="q-muted">
              {' '}
              {t(`notices.${notice.state}`)} <When at={notice.sentAt ?? notice.dueAt} />
              {notice.to && ` · ${notice.to}`}
              {notice.fault && ` · ${notice.fault}`}
            </small>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
