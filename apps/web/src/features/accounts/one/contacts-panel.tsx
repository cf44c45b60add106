import { MailOutlined, PlusOutlined, StarFilled, WechatOutlined } from '@ant-design/icons'
import type { Contact, Customer360 } from '@quayside/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar, Masked } from '../../../ui/index.ts'
import { phoneLink, phoneText } from '../phone.ts'
import { ContactDialog } from './contact-dialog.tsx'

/** The people 联系人: who decides, who pays, who ships; and how they stand to each other. */
export function ContactsPanel({ customer }: { customer: Customer360 }) {
  const { t } = useTranslation('accounts')
  const { account, contacts } = customer
  const [open, setOpen] = useState<Contact | 'new' | undefined>(undefined)
  const mayChange = account.can.change
  return (
    <section className="q-panel" aria-label={t('contact.title')}>
      <div className="q-panel-head">
        <h2>{t('contact.title')}</h2>
        {mayChange && (
          <Button size="small" type="text" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
            {t('contact.add')}
          </Button>
        )}
      </div>
      <div className="account-people">
        {account.masked.includes('contacts') && <Masked category="basic" />}
        {contacts.length === 0 && !account.masked.includes('contacts') && (
          <p className="q-muted account-none">{t('contact.none')}</p>
        )}
        {contacts.map((contact) => (
          <ContactLine key={contact.id} contact={contact} onOpen={mayChange ? () => setOpen(contact) : undefined} />
        ))}
      </div>
      {open && (
        <ContactDialog
          accountId={account.id}
          contact={open === 'new' ? undefined : (contacts.find((one) => one.id === open.id) ?? open)}
          others={contacts}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  )
}

export function ContactLine({ contact, onOpen }: { contact: Contact; onOpen?: () => void }) {
  const { t } = useTranslation('accounts')
  const reach = [contact.mobile, contact.phone].filter((one) => one !== null)
  const name = (
    <>
      {contact.name}
      {contact.isPrimary && <StarFilled className="account-primary" title={t('contact.primary')} />}
    </>
  )
  return (
    <div className={contact.active ? 'account-person' : 'account-person account-person-gone'}>
      <Avatar name={contact.name} size={28} />
      <div className="account-person-text">
        <div>
          {onOpen ? (
            <button type="button" className="q-link account-person-name" onClick={onOpen}>
              {name}
            </button>
          ) : (
            <strong>{name}</strong>
          )}
          <span className="account-role">{t(`contact.role.${contact.role}`)}</span>
          {contact.jobTitle && <span className="q-muted">{contact.jobTitle}</span>}
          {!contact.active && <span className="q-muted">{t('contact.gone')}</span>}
        </div>
        <div className="account-person-reach">
          {reach.map((one) => (
            <a key={one} href={phoneLink(one)}>
              {phoneText(one)}
            </a>
          ))}
          {contact.email && (
            <a href={`mailto:${contact.email}`} title={contact.email}>
              <MailOutlined /> {contact.email}
            </a>
          )}
          {contact.wechat && (
            <span>
              <WechatOutlined /> {contact.wechat}
            </span>
          )}
        </div>
        {contact.relations.length > 0 && (
          <div className="q-muted account-person-relations">
            {contact.relations
              .map((one) => t(`contact.relation.${one.direction}.${one.kind}`, { name: one.contact.name }))
              .join(t('comma'))}
          </div>
        )}
      </div>
    </div>
  )
}
