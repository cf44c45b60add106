import { EnvironmentOutlined, GlobalOutlined, MailOutlined, PhoneOutlined, UserOutlined } from '@ant-design/icons'
import type { Customer360 } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { Avatar, MaskedOr } from '../../../ui/index.ts'
import { phoneLink, phoneText } from '../phone.ts'

/** How to reach them, who speaks for them, where they sit, and whose customer it is: one line under the name. */
export function FactLine({ customer }: { customer: Customer360 }) {
  const { t } = useTranslation('accounts')
  const { account, contacts, addresses } = customer
  const first = contacts.find((one) => one.isPrimary) ?? contacts[0]
  const place = addresses.find((one) => one.isPrimary) ?? addresses[0]
  const reach = first?.mobile ?? first?.phone
  return (
    <div className="account-facts">
      <MaskedOr masked={account.masked} field="phone" category="basic">
        {account.phone && (
          <a href={phoneLink(account.phone)} title={account.phone}>
            <PhoneOutlined /> {phoneText(account.phone)}
          </a>
        )}
      </MaskedOr>
      {account.email && (
        <a href={`mailto:${account.email}`}>
          <MailOutlined /> {account.email}
        </a>
      )}
      {account.website && (
        <a href={account.website} target="_blank" rel="noreferrer noopener">
          <GlobalOutlined /> {account.website.replace(/^https?:\/\//, '')}
        </a>
      )}
      {first && (
        <span>
          <UserOutlined /> <strong>{first.name}</strong>
          {first.jobTitle && <span className="q-muted"> {first.jobTitle}</span>}
          {reach && (
            <>
              {' '}
              <a href={phoneLink(reach)} title={reach}>
                {phoneText(reach)}
              </a>
            </>
          )}
        </span>
      )}
      {(place?.city || place?.province) && (
        <span>
          <EnvironmentOutlined />{' '}
          {[place.province, place.city, place.district].filter(Boolean).filter(distinct).join(' ')}
        </span>
      )}
      <span className="account-owner">
        {account.owner ? (
          <>
            <Avatar name={account.owner.name} size={20} /> {account.owner.name}
            {account.team && <span className="q-muted"> · {account.team.name}</span>}
          </>
        ) : (
          <span className="q-muted">{t('noOwner')}</span>
        )}
      </span>
    </div>
  )
}

const distinct = (part: unknown, index: number, all: readonly unknown[]) => all.indexOf(part) === index
