import type { Import } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Skeleton, Steps } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../app/address.ts'
import { ErrorPage } from '../../app/error-page.tsx'
import { PageHeader, sizeText, useKit, useNarrow, When } from '../../ui/index.ts'
import { CheckStep } from './check-step.tsx'
import { DoneStep } from './done-step.tsx'
import { importQuery } from './imports.api.ts'
import { MappingStep } from './mapping-step.tsx'
import { RunningStep } from './running-step.tsx'
import './imports.css'

const Place = z.object({
  /** Back to the columns although they were checked. */
  step: z.enum(['columns']).optional(),
  show: z.enum(['faulty', 'duplicate', 'warned', 'skipped']).optional(),
})
export type ImportPlace = z.infer<typeof Place>

/** One batch from the file to what came of it; where it stands is the server's knowledge, so a reload changes nothing. */
export function ImportPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { t } = useTranslation('imports')
  const { locale } = useKit()
  const [place, setPlace] = useAddress(Place)
  const { data: batch, error, refetch } = useQuery(importQuery(id))
  if (error && !batch) return <ErrorPage error={error} reset={() => refetch()} />
  if (!batch) return <Skeleton active className="import-skeleton" paragraph={{ rows: 10 }} />
  return (
    <div className="q-page-scroll import-page">
      <div className="import-header">
        <PageHeader
          trail={<Link to="/imports">{t('title')}</Link>}
          title={batch.fileName}
          aside={sizeText(batch.bytes, locale)}
          text={
            <>
              {batch.by?.name} · <When at={batch.createdAt} />
            </>
          }
        />
        <StepLine batch={batch} mapping={place.step === 'columns'} />
      </div>
      <Step batch={batch} place={place} onPlace={setPlace} />
    </div>
  )
}

interface StepProps {
  batch: Import
  place: ImportPlace
  onPlace: (change: Partial<ImportPlace>) => void
}

function Step({ batch, place, onPlace }: StepProps) {
  switch (batch.state) {
    case 'uploaded':
    case 'mapped':
      return (
        <MappingStep key={batch.id} batch={batch} onChecked={() => onPlace({ step: undefined, show: undefined })} />
      )
    case 'checked':
      return place.step === 'columns' ? (
        <MappingStep key={batch.id} batch={batch} onChecked={() => onPlace({ step: undefined, show: undefined })} />
      ) : (
        <CheckStep batch={batch} place={place} onPlace={onPlace} />
      )
    case 'checking':
    case 'importing':
    case 'undoing':
      return <RunningStep batch={batch} />
    case 'done':
    case 'failed':
    case 'cancelled':
    case 'undone':
      return place.step === 'columns' ? (
        <MappingStep key={batch.id} batch={batch} onChecked={() => onPlace({ step: undefined, show: undefined })} />
      ) : (
        <DoneStep batch={batch} onColumns={() => onPlace({ step: 'columns' })} />
      )
    default:
      return batch.state satisfies never
  }
}

const stepOf: Record<Import['state'], number> = {
  uploaded: 1,
  mapped: 1,
  checking: 2,
  checked: 2,
  importing: 3,
  done: 4,
  failed: 3,
  cancelled: 3,
  undoing: 4,
  undone: 4,
}

function StepLine({ batch, mapping }: { batch: Import; mapping: boolean }) {
  const { t } = useTranslation('imports')
  const narrow = useNarrow()
  const current = mapping ? 1 : stepOf[batch.state]
  if (narrow)
    return (
      <p className="import-step-short">
        {t('stepOf', { step: current + 1 })} · {t(`step.${stepNames[current] ?? 'done'}`)}
      </p>
    )
  return (
    <Steps
      size="small"
      className="import-steps"
      current={current}
      status={batch.state === 'failed' ? 'error' : batch.state === 'done' ? 'finish' : 'process'}
      items={stepNames.map((name) => ({ title: t(`step.${name}`) }))}
    />
  )
}

const stepNames = ['file', 'columns', 'check', 'import', 'done'] as const
