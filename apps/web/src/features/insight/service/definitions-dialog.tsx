import {
  addServiceDefinition,
  changeServiceDefinition,
  listServiceDefinitions,
  type OwnServiceDefinition,
  removeServiceDefinition,
  type ServiceDefinitions,
  type ServiceTerms,
} from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { useFailure } from '../../../ui/index.ts'
import { TermsForm } from './terms-form.tsx'

type Definition = ServiceDefinitions['company'] | OwnServiceDefinition
/** What is being written: the company's, a customer's, a new one. */
type Written = Definition | 'new'

const definitionsQuery = {
  queryKey: ['serviceDefinitions'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(listServiceDefinitions, { signal }),
}

/** What on time means, for the company and for customers with terms of their own. */
export function DefinitionsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('service')
  const { data } = useQuery(definitionsQuery)
  const [written, setWritten] = useState<Written | undefined>(undefined)
  const taken = useTaken()
  const save = async (terms: ServiceTerms, accountId: string | undefined) => {
    if (written === 'new') taken(await call(addServiceDefinition, { body: { ...terms, accountId: accountId ?? '' } }))
    else if (written)
      taken(await call(changeServiceDefinition, { params: { id: written.id }, ifMatch: written.version, body: terms }))
    setWritten(undefined)
  }
  return (
    <Modal
      open
      onCancel={onClose}
      footer={null}
      title={t('definitions.title')}
      width={620}
      className="service-definitions"
    >
      {!data ? (
        <Skeleton active />
      ) : written ? (
        <TermsForm
          definition={written === 'new' ? undefined : written}
          company={data.company}
          save={save}
          onCancel={() => setWritten(undefined)}
        />
      ) : (
        <Definitions data={data} onWrite={setWritten} />
      )}
    </Modal>
  )
}

/** Every figure of the page rests on the definitions. */
function useTaken() {
  const client = useQueryClient()
  return (next: ServiceDefinitions) => {
    client.setQueryData(definitionsQuery.queryKey, next)
    client.invalidateQueries({ queryKey: ['analyses', 'service-kpis'] })
  }
}

function Definitions({ data, onWrite }: { data: ServiceDefinitions; onWrite: (written: Written) => void }) {
  const { t } = useTranslation('service')
  const mayAdd = useMay()('accounts', 'change')
  const failure = useFailure()
  const taken = useTaken()
  const remove = useMutation({
    mutationFn: ({ id, version }: OwnServiceDefinition) =>
      call(removeServiceDefinition, { params: { id }, ifMatch: version }),
    onSuccess: taken,
    onError: failure,
  })
  return (
    <>
      <p className="q-muted">{t('definitions.text')}</p>
      <h4>{t('definitions.company')}</h4>
      <div className="service-own">
        <TermsText terms={data.company} />
        {data.company.can.change && (
          <button type="button" className="q-link" onClick={() => onWrite(data.company)}>
            {t('definitions.change')}
          </button>
        )}
      </div>
      <h4>{t('definitions.own')}</h4>
      {data.own.length === 0 && <p className="q-muted">{t('definitions.none')}</p>}
      {data.own.map((one) => (
        <div key={one.id} className="service-own">
          <span>
            {one.account.name} <TermsText terms={one} />
          </span>
          {one.can.change && (
            <span className="service-own-acts">
              <button type="button" className="q-link" onClick={() => onWrite(one)}>
                {t('definitions.change')}
              </button>
              <button type="button" className="q-link" onClick={() => remove.mutate(one)}>
                {t('definitions.remove')}
              </button>
            </span>
          )}
        </div>
      ))}
      {mayAdd && <Button onClick={() => onWrite('new')}>{t('definitions.add')}</Button>}
    </>
  )
}

function TermsText({ terms }: { terms: ServiceTerms }) {
  const { t } = useTranslation('service')
  const parts = [
    terms.earlyDays === null ? t('terms.earlyNever') : t('terms.early', { figure: terms.earlyDays }),
    t('terms.grace', { figure: terms.graceDays }),
    t(`attested.${terms.attestedBy}`),
    terms.note,
  ]
  return <span className="q-muted">{parts.filter(Boolean).join(' · ')}</span>
}
