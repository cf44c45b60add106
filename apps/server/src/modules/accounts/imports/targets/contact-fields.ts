import { addressFieldSpecs } from './address-field-specs.ts'
import { contactFieldSpecs } from './contact-field-specs.ts'
import { type FieldSpec, keptInNote } from './field-spec.ts'

/** People; each hangs on the account found by key, number or name. Header names of vCards included (see @quayside/tabular). */
export const contactFields: readonly FieldSpec[] = [
  {
    field: 'externalKey',
    zh: '客户编号',
    en: 'Customer key',
    group: 'customer',
    kind: 'code',
    isKey: true,
    names: ['客户代码', '客户编码', '客户ID', 'Customer ID', 'Customer Code', 'Account ID'],
  },
  {
    field: 'name',
    zh: '公司',
    en: 'Company',
    group: 'customer',
    kind: 'text',
    names: [
      '公司名称',
      '客户名称',
      '单位',
      '单位名称',
      'Organization',
      'Organisation',
      'Company',
      'Company Name',
      'Customer Name',
      'Account Name',
    ],
  },
  ...contactFieldSpecs.map((spec) =>
    spec.field === 'contact.email'
      ? { ...spec, names: [...spec.names, 'Email', 'E-mail', '邮箱', '电子邮箱'] }
      : spec.field === 'contact.name'
        ? { ...spec, names: [...spec.names, 'Name', '名字'] }
        : spec,
  ),
  {
    field: 'contact.family',
    zh: '姓',
    en: 'Family name',
    group: 'contact',
    kind: 'text',
    names: ['Family name', 'Last Name', 'Surname'],
  },
  {
    field: 'contact.given',
    zh: '名',
    en: 'Given name',
    group: 'contact',
    kind: 'text',
    names: ['Given name', 'First Name'],
  },
  {
    field: 'contact.birthday',
    zh: '生日',
    en: 'Birthday',
    group: 'contact',
    kind: 'date',
    names: ['出生日期', 'Birthday'],
  },
  { field: 'website', zh: '网址', en: 'Website', group: 'customer', kind: 'text', names: ['Website', 'URL'] },
  ...addressFieldSpecs.map((spec) =>
    spec.field === 'address.province' ? { ...spec, names: [...spec.names, 'Region'] } : spec,
  ),
  {
    ...keptInNote,
    names: ['Note', '备注'],
  },
]
