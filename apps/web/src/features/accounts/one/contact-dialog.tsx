import { type Contact, ContactRole, NewContact } from '@quayside/contract'
import { App, Button, DatePicker, Modal } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { fieldErrors, isConflict } from '../../../app/problem.ts'
import { ChoiceField, Field, FormPage, SwitchField, TextField, useZodForm } from '../../../ui/form/index.ts'
import { useFailure, useUndo } from '../../../ui/index.ts'
import { ContactRelations } from './contact-relations.tsx'
import { createContact, dropContact, saveContact, useRefresh } from './people.api.ts'

interface ContactDialogProps {
  accountId: string
  /** None: a new person. */
  contact: Contact | undefined
  others: readonly Contact[]
  onClose: () => void
}

const fields = Object.keys(NewContact.shape) as (keyof typeof NewContact.shape)[]

export function ContactDialog({ accountId, contact, others, onClose }: ContactDialogProps) {
  const { t } = useTranslation('accounts')
  const { message } = App.useApp()
  const refresh = useRefresh(accountId)
  const failure = useFailure()
  const offerUndo = useUndo()
  const form = useZodForm(NewContact, {
    initial: contact
      ? Object.fromEntries(fields.map((field) => [field, contact[field]]))
      : { name: '', role: 'contact', isPrimary: others.length === 0 },
    errorsOf: fieldErrors,
    submit: async (values) => {
      try {
        await (contact ? saveContact(contact, values) : createContact(accountId, values))
      } catch (error) {
        // Somebody else saved this person meanwhile: show the newer record instead of overwriting it.
        if (!isConflict(error)) throw error
        message.warning(error.message)
      }
      refresh()
      onClose()
    },
  })
  const remove = async () => {
    if (!contact) return
    try {
      await dropContact(contact)
      refresh()
      onClose()
      const again = Object.fromEntries(fields.map((field) => [field, contact[field]]))
      offerUndo({
        done: t('contact.removed', { name: contact.name }),
        undo: () => createContact(accountId, { ...again, name: contact.name }).then(refresh),
      })
    } catch (error) {
      failure(error)
    }
  }
  return (
    <Modal
      open
      width={640}
      footer={null}
      title={contact ? contact.name : t('contact.add')}
      onCancel={onClose}
      destroyOnHidden
    >
      <FormPage form={form} wide guard={false} onCancel={onClose}>
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
            <DatePicker
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
      </FormPage>
      {contact && (
        <>
          <ContactRelations accountId={accountId} contact={contact} others={others} />
          <Button type="link" danger className="account-remove" onClick={remove}>
            {t('contact.remove')}
          </Button>
        </>
      )}
    </Modal>
  )
}
