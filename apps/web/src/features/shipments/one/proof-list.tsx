import { addProof, ProofKind, removeProof, type Shipment } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { call } from '../../../app/api.ts'
import { Upload, useFailure, When } from '../../../ui/index.ts'
import { SignaturePad } from './signature-pad.tsx'

/** Photo, signature, document: seen in place, added with a telephone's camera. */
export function ProofList({ shipment }: { shipment: Shipment }) {
  const { t } = useTranslation('shipments')
  const client = useQueryClient()
  const failure = useFailure()
  const [kind, setKind] = useState<z.infer<typeof ProofKind>>('photo')
  const [signer, setSigner] = useState('')
  const again = () => client.invalidateQueries({ queryKey: ['shipment', shipment.id] })
  const add = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.set('file', file)
      return call(addProof, {
        params: { id: shipment.id },
        query: { kind, ...(signer.trim() ? { signer: signer.trim() } : {}) },
        body,
      })
    },
    onSuccess: () => {
      setSigner('')
      again()
    },
    onError: failure,
  })
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
          {kind === 'signature' && <SignaturePad sending={add.isPending} onDone={(picture) => add.mutate(picture)} />}
          <Upload
            accept="image/*,application/pdf"
            maxBytes={15 * 1024 * 1024}
            hint={t('proof.hint')}
            onFiles={([file]) => file && add.mutate(file)}
          />
        </div>
      )}
    </div>
  )
}
