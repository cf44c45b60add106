import { chooseEdiCustomer } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/api.ts'
import { type RemoteOption, RemoteSelect, useFailure } from '../../ui/index.ts'
import { findAccounts } from './edi.api.ts'

/** Says whose order it is; the partner's code is remembered unless one says otherwise. */
export function ChooseCustomer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('edi')
  const fail = useFailure()
  const [account, setAccount] = useState<RemoteOption | undefined>(undefined)
  const [remember, setRemember] = useState(true)
  const choose = useMutation({
    mutationFn: (accountId: string) => call(chooseEdiCustomer, { params: { id }, body: { accountId, remember } }),
    onSuccess: onClose,
    onError: fail,
  })
  return (
    <Modal
      open
      title={t('chooseCustomer')}
      okText={t('replay')}
      okButtonProps={{ disabled: !account, loading: choose.isPending }}
      onOk={() => account && choose.mutate(account.value)}
      onCancel={onClose}
    >
      <div className="edi-form">
        <RemoteSelect
          queryKey={['search', 'picker']}
          find={findAccounts}
          value={account}
          label={t('field.account')}
          placeholder={t('field.account')}
          onChange={setAccount}
        />
        <Checkbox checked={remember} onChange={(event) => setRemember(event.target.checked)}>
          {t('remember')}
        </Checkbox>
      </div>
    </Modal>
  )
}
