import { PlusOutlined, StarFilled } from '@ant-design/icons'
import type { Address, Customer360 } from '@quayside/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { Masked } from '../../../ui/index.ts'
import { AddressDialog } from './address-dialog.tsx'

export function AddressesPanel({ customer }: { customer: Customer360 }) {
  const { t } = useTranslation('accounts')
  const may = useMay()
  const { account, addresses } = customer
  const [open, setOpen] = useState<Address | 'new' | undefined>(undefined)
  const hidden = account.masked.includes('addresses')
  const mayChange = account.can.change && may.write('address')
  return (
    <section className="q-panel" aria-label={t('address.title')}>
      <div className="q-panel-head">
        <h2>{t('address.title')}</h2>
        {mayChange && (
          <Button size="small" type="text" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
            {t('address.add')}
          </Button>
        )}
      </div>
      <div className="account-people">
        {hidden && <Masked category="address" />}
        {!hidden && addresses.length === 0 && <p className="q-muted account-none">{t('address.none')}</p>}
        {addresses.map((address) => (
          <div key={address.id} className="account-address">
            <span className="account-role">{t(`address.kind.${address.kind}`)}</span>
            <span className="account-address-text">
              {mayChange ? (
                <button type="button" className="q-link" onClick={() => setOpen(address)}>
                  {addressText(address)}
                </button>
              ) : (
                addressText(address)
              )}
              {address.isPrimary && <StarFilled className="account-primary" title={t('address.primary')} />}
              {(address.unlocode || address.postcode) && (
                <small className="q-muted"> {[address.unlocode, address.postcode].filter(Boolean).join(' · ')}</small>
              )}
            </span>
          </div>
        ))}
      </div>
      {open && (
        <AddressDialog
          accountId={account.id}
          address={open === 'new' ? undefined : open}
          first={addresses.length === 0}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  )
}

/** Chinese order, large to small; a name that repeats the one before it (直辖市) is said once. */
export function addressText(address: Pick<Address, 'country' | 'province' | 'city' | 'district' | 'street'>): string {
  const parts = [address.province, address.city, address.district].filter(
    (part, index, all) => part && part !== all[index - 1],
  )
  if (address.country === 'CN') return `${parts.join('')}${address.street}` || '–'
  return [address.street, ...parts.reverse(), address.country].filter(Boolean).join(', ')
}
