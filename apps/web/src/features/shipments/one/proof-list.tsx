import { addProof, ProofKind, removeProof, type Shipment } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Select } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { call } from '../../../app/api.ts'
import { LeaveGuard } from '../../../ui/form/index.ts'
import { Upload, useFailure, When } from '../../../ui/index.ts'
import { SignaturePad } from './signature-pad.tsx'

interface Taken {
  nth: number
  file: File
  kind: z.infer<typeof ProofKind>
  signer: string
}

/**
 * Photo, signature, document: seen in place, added with a telephone's camera. One that did not get through waits here and is sent
 * again: at the consignee's gate there is no second signature.
 */
export function ProofList({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const [kind, setKind] = useState<Taken['kind']>('photo')
  const [signer, setSigner] = useState('')
  const [unsent, setUnsent] = useState<readonly Taken[]>([])
  const count = useRef(0)
  const again = () => client.invalidateQueries({ queryKey: ['shipment', shipment.id] })
  const add = useMutation({
    // Without a network it fails and says so, rather than wait unseen.
    networkMode: 'always',
    mutationFn: ({ file, ...told }: Taken) => {
      const body = new FormData()
      body.set('file', file)
      const query = { kind: told.kind, ...(told.signer ? { signer: told.signer } : {}) }
      return call(addProof, { params: { id: shipment.id }, query, body })
    },
    onMutate: (taken) => setUnsent((all) => [...all.filter((one) => one !== taken), taken]),
    onSuccess: (_, taken) => {
      setUnsent((all) => all.filter((one) => one !== taken))
      again()
    },
    onError: failure,
  })
  const send = (file: File) => {
    count.current += 1
    add.mutate({ nth: count.current, file, kind, signer: signer.trim() })
    setSigner('')
  }
  const remove = useMutation({
    mutationFn: (id: string) => call(removeProof, { params: { id } }),
    onSuccess: again,
    onError: failure,
  })
  return (
    <div className="shipment-proofs">
      {shipment.proofs.map((proof) => (
        <figure key={proof.id}>
          <a href={`/api/shipment-proofs/${proof.id}/content`} target="_blank" rel="noreferrer">
            {proof.mediaType.startsWith('image/') ? (
              <img src={`/api/shipment-proofs/${proof.id}/content`} alt={t(`proof.${proof.kind}`)} loading="lazy" />
            ) : (
              proof.name
            )}
          </a>
          <figcaption>
            {t(`proof.${proof.kind}`)}
            {proof.signer && ` · ${proof.signer}`} · <When at={proof.addedAt} />
            {shipment.can.change && (
              <Button size="small" type="text" onClick={() => remove.mutate(proof.id)}>
                {t('proof.remove')}
              </Button>
            )}
          </figcaption>
        </figure>
      ))}
      {unsent.map((taken) => (
        <Alert
          key={taken.nth}
          type={add.isPending ? 'info' : 'warning'}
          showIcon
          className="shipment-proof-unsent"
          title={t(add.isPending ? 'proof.sending' : 'proof.unsent', {
            what: t(`proof.${taken.kind}`),
            signer: taken.signer,
          })}
          action={
            <>
              <Button size="small" type="primary" loading={add.isPending} onClick={() => add.mutate(taken)}>
                {t('proof.sendAgain')}
              </Button>
              <Button
                size="small"
                type="text"
                disabled={add.isPending}
                onClick={() => setUnsent((all) => all.filter((one) => one !== taken))}
              >
                {t('proof.discard')}
              </Button>
            </>
          }
        />
      ))}
      <LeaveGuard active={unsent.length > 0} />
      {shipment.can.change && (
        <div className="shipment-proof-new">
          <Select
            value={kind}
            aria-label={t('proof.kind')}
            options={ProofKind.options.map((value) => ({ value, label: t(`proof.${value}`) }))}
            onChange={setKind}
          />
          <Input
            value={signer}
            maxLength={100}
            placeholder={t('proof.signer')}
            aria-label={t('proof.signer')}
            onChange={(event) => setSigner(event.target.value)}
          />
          {kind === 'signature' && <SignaturePad sending={add.isPending} onDone={send} />}
          <Upload
            accept="image/*,application/pdf"
            maxBytes={15 * 1024 * 1024}
            hint={t('proof.hint')}
            onFiles={([file]) => file && send(file)}
          />
        </div>
      )}
    </div>
  )
}
