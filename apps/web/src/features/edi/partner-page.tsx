import { changeEdiPartner, createEdiPartner, type EdiPartner, EdiStandard, replayEdiMessages } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../app/address.ts'
import { call } from '../../app/api.ts'
import { ErrorPage } from '../../app/error-page.tsx'
import { useMay } from '../../app/session.ts'
import { PageHeader, useFailure } from '../../ui/index.ts'
import { ChannelList } from './channel-list.tsx'
import { partnerQuery } from './edi.api.ts'
import type { PartnerFields } from './partner-fields.ts'
import { PartnerForm } from './partner-form.tsx'
import './edi.css'

/** Who the partner is, what is agreed with him, and by which ways files are exchanged. */
export function PartnerPage() {
  const { t } = useTranslation('edi')
  const { id } = useParams({ strict: false }) as { id: string }
  const isNew = id === 'new'
  const { data: partner, error } = useQuery({ ...partnerQuery(id), enabled: !isNew })
  if (error && !partner) return <ErrorPage error={error} />
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to="/edi/partners">{t('partners')}</Link>}
        title={isNew ? t('newPartner') : (partner?.name ?? t('partner'))}
        actions={partner && <ReplayAll id={partner.id} />}
      />
      <div className="q-page-scroll edi-sections">
        {!isNew && !partner && <Skeleton active />}
        {(isNew || partner) && <Details key={partner?.version ?? 'new'} partner={partner} />}
        {partner && <ChannelList partner={partner} />}
      </div>
    </div>
  )
}

/** A message of somebody unknown leads here with what it says of him. */
const Begun = z.object({
  identifier: z.string().max(35).optional(),
  standard: EdiStandard.optional(),
  ourId: z.string().max(35).optional(),
})

function Details({ partner }: { partner: EdiPartner | undefined }) {
  const { t } = useTranslation('edi')
  const may = useMay()
  const go = useNavigate()
  const client = useQueryClient()
  const fail = useFailure()
  const [{ identifier, standard = 'x12', ourId = '' }] = useAddress(Begun)
  const begun = identifier
    ? { standard, ourId, identities: [{ level: 'interchange' as const, qualifier: '', identifier }] }
    : {}
  const save = useMutation({
    mutationFn: (body: PartnerFields) =>
      partner
        ? call(changeEdiPartner, { params: { id: partner.id }, ifMatch: partner.version, body })
        : call(createEdiPartner, { body }),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: ['ediPartner'] })
      if (!partner) await go({ to: `/edi/partners/${saved.id}` })
    },
    onError: fail,
  })
  return (
    <section className="q-panel" aria-label={t('partner')}>
      <div className="q-panel-body">
        <PartnerForm
          partner={partner}
          begun={begun}
          saving={save.isPending}
          onSave={may('edi', partner ? 'change' : 'create') ? (fields) => save.mutate(fields) : undefined}
        />
      </div>
    </section>
  )
}

/** What came before the partner was known, or before a code was. */
function ReplayAll({ id }: { id: string }) {
  const { t } = useTranslation('edi')
  const may = useMay()
  const client = useQueryClient()
  const fail = useFailure()
  const replay = useMutation({
    mutationFn: () => call(replayEdiMessages, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['ediMessage'] }),
    onError: fail,
  })
  return (
    <>
      <Link to={`/edi?partnerId=${id}`}>{t('messagesOf')}</Link>
      {may('edi', 'change') && (
        <Button loading={replay.isPending} onClick={() => replay.mutate()}>
          {t('replayAll')}
        </Button>
      )}
    </>
  )
}
