import { type BodyOf, type Contact, ContactRole, NewContact, type relateContacts } from '@quayside/contract'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { ChoiceField, Field, SwitchField, TextField, type ZodForm } from '../../../ui/form/index.ts'
import { DayPicker } from '../../../ui/index.ts'
import { ContactRelations } from './contact-relations.tsx'
import { createContact, dropContact, relate, saveContact } from './people.api.ts'
import { RecordDialog } from './record-dialog.tsx'

type Relation = BodyOf<typeof relateContacts>['kind']

interface ContactDialogProps {
  accountId: string
  /** None: a new person. */
  contact: Contact | undefined
  others: readonly Contact[]
  onClose: () => void
}

export function ContactDialog({ accountId, contact, others, onClose }: ContactDialogProps) {
  const { t } = useTranslation('accounts')
  return (
    <RecordDialog
      accountId={accountId}
      schema={NewContact}
      row={contact}
      blank={{ name: '', role: 'contact', isPrimary: others.length === 0 }}
      title={contact ? contact.name : t('contact.add')}
      wide
      save={saveContact}
      create={(values) => createContact(accountId, values)}
      remove={{
        label: t('contact.remove'),
        done: t('contact.removed', { name: contact?.name ?? '' }),
        drop: dropContact,
        restore: (row) => bringBack(accountId, row),
      }}
      labelOf={(field) => t(`contact.field.${field}`)}
      onClose={onClose}
      fields={(form) => <ContactFields form={form} contact={contact} />}
    >
      {contact && <ContactRelations accountId={accountId} contact={contact} others={others} />}
    </RecordDialog>
  )
}

/** The same person again, with the relations to the others. */
async function bringBack(accountId: string, gone: Contact) {
  const { id } = await createContact(accountId, NewContact.strip().parse(gone))
  for (const { kind, direction, contact, note } of gone.relations) {
    const [from, to] = direction === 'to' ? [id, contact.id] : [contact.id, id]
    await relate(from, { toContactId: to, kind: kind as Relation, note })
  }
}

function ContactFields({ form, contact }: { form: ZodForm<typeof NewContact>; contact: Contact | undefined }) {
  const { t } = useTranslation('accounts')
  return (
    <>
      <TextField form={form} name="name" label={t('contact.name')} required autoFocus={!contact} />
      <TextField form={form} name="nameEn" label={t('contact.nameEn')} />
      <ChoiceField
        form={form}
        name="role"
        label={t('contact.roleLabel')}
        choices={ContactRole.options.map((role) => ({ value: role, label: t(`contact.role.${role}`) }))}
      />
      <TextField form={form} name="jobTitle" label={t('contact.jobTitle')} emptyAs={null} />
      <TextField form={form} name="department" label={t('contact.department')} emptyAs={null} />
      <TextField form={form} name="mobile" label={t('contact.mobile')} emptyAs={null} />
      <TextField form={form} name="phone" label={t('contact.phone')} emptyAs={null} />
      <TextField form={form} name="email" label={t('contact.email')} emptyAs={null} />
      <TextField form={form} name="wechat" label={t('contact.wechat')} emptyAs={null} />
      <ChoiceField
        form={form}
        name="preferredChannel"
        label={t('contact.preferred')}
        allowClear
        choices={(['phone', 'email', 'wechat', 'sms', 'visit'] as const).map((one) => ({
          value: one,
          label: t(`contact.channel.${one}`),
        }))}
      />
      <Field form={form} name="birthday" label={t('contact.birthday')}>
        {({ id, value, onChange }) => (
          <DayPicker
            id={id}
            className="q-field-wide"
            value={value ? dayjs(value) : null}
            onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : null)}
          />
        )}
      </Field>
      <TextField form={form} name="characterNote" label={t('contact.character')} rows={2} emptyAs={null} />
      <SwitchField form={form} name="isPrimary" label={t('contact.primary')} />
      {contact && <SwitchField form={form} name="active" label={t('contact.active')} />}
    </>
  )
}
