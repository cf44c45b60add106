import { type Address, AddressKind, NewAddress } from '@quayside/contract'
import { Cascader } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChoiceField, Field, SwitchField, TextField, type ZodForm } from '../../../ui/form/index.ts'
import { RemoteSelect, useFailure } from '../../../ui/index.ts'
import { createAddress, divisionsBelow, dropAddress, findPorts, saveAddress } from './people.api.ts'
import { RecordDialog } from './record-dialog.tsx'

interface AddressDialogProps {
  accountId: string
  /** None: a new address. */
  address: Address | undefined
  /** The first address of a customer is its main one. */
  first: boolean
  onClose: () => void
}

export function AddressDialog({ accountId, address, first, onClose }: AddressDialogProps) {
  const { t } = useTranslation('accounts')
  return (
    <RecordDialog
      accountId={accountId}
      schema={NewAddress}
      row={address}
      blank={{ kind: 'office', country: 'CN', street: '', isPrimary: first }}
      title={t(address ? 'address.edit' : 'address.add')}
      save={saveAddress}
      create={(values) => createAddress(accountId, values)}
      remove={{
        label: t('address.remove'),
        done: t('address.removed'),
        drop: dropAddress,
        restore: (row) => createAddress(accountId, NewAddress.strip().parse(row)),
      }}
      labelOf={(field) => t(`address.field.${field}`)}
      onClose={onClose}
      fields={(form) => <AddressFields form={form} />}
    />
  )
}

function AddressFields({ form }: { form: ZodForm<typeof NewAddress> }) {
  const { t } = useTranslation('accounts')
  return (
    <>
      <ChoiceField
        form={form}
        name="kind"
        label={t('address.kindLabel')}
        choices={AddressKind.options.map((kind) => ({ value: kind, label: t(`address.kind.${kind}`) }))}
      />
      <TextField
        form={form}
        name="country"
        label={t('address.country')}
        maxLength={2}
        help={t('address.countryHelp')}
      />
      {form.values.country === 'CN' ? (
        <DivisionField form={form} />
      ) : (
        <>
          <TextField form={form} name="province" label={t('field.province')} emptyAs={null} />
          <TextField form={form} name="city" label={t('field.city')} emptyAs={null} />
        </>
      )}
      <TextField form={form} name="street" label={t('address.street')} rows={2} />
      <TextField form={form} name="postcode" label={t('address.postcode')} emptyAs={null} maxLength={12} />
      <Field form={form} name="unlocode" label={t('address.port')}>
        {({ id, value, onChange }) => (
          <RemoteSelect
            id={id}
            queryKey={['port']}
            find={findPorts}
            value={value ? { value, label: value } : undefined}
            onChange={(option) => onChange(option?.value ?? null)}
            placeholder={t('address.portPlaceholder')}
          />
        )}
      </Field>
      <SwitchField form={form} name="isPrimary" label={t('address.primary')} />
    </>
  )
}

interface Division {
  value: string
  label: string
  isLeaf: boolean
  children?: Division[]
}

const asOptions = (found: { code: string; name: string }[], depth: number): Division[] =>
  found.map(({ code, name }) => ({ value: code, label: name, isLeaf: depth >= 2 }))

/** Province, city, district, each fetched when its parent is opened. */
function DivisionField({ form }: { form: ZodForm<typeof NewAddress> }) {
  const { t } = useTranslation('accounts')
  const failure = useFailure()
  const [options, setOptions] = useState<Division[]>([])
  useEffect(() => {
    divisionsBelow().then((found) => setOptions(asOptions(found, 0)), failure)
  }, [failure])
  const load = async (chosen: Division[]) => {
    const last = chosen.at(-1)
    if (!last) return
    try {
      const below = await divisionsBelow(last.value)
      if (below.length === 0) last.isLeaf = true
      else last.children = asOptions(below, chosen.length)
      setOptions((before) => [...before])
    } catch (error) {
      failure(error)
    }
  }
  const choose = (path: Division[]) => {
    form.set('province', path[0]?.label ?? null)
    // Municipalities 直辖市 have no city between province and district.
    form.set('city', (path.length > 2 ? path[1]?.label : (path[1]?.label ?? path[0]?.label)) ?? null)
    form.set('district', path.length > 2 ? (path[2]?.label ?? null) : null)
    form.set('divisionCode', path.at(-1)?.value ?? null)
  }
  const { province, city, district } = form.values
  const shown = [province, city, district].filter((part, index, all) => part && part !== all[index - 1])
  return (
    <Field form={form} name="divisionCode" label={t('address.division')}>
      {({ id, status }) => (
        <Cascader<Division>
          id={id}
          status={status}
          className="q-field-wide"
          changeOnSelect
          allowClear
          options={options}
          loadData={load}
          placeholder={shown.length > 0 ? shown.join(' / ') : t('address.division')}
          displayRender={(labels) => (shown.length > 0 ? shown : labels).join(' / ')}
          onChange={(_, path) => choose((path ?? []) as Division[])}
        />
      )}
    </Field>
  )
}
