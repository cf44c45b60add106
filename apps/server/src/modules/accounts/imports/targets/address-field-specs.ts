import type { FieldSpec } from './field-spec.ts'

export const addressFieldSpecs: readonly FieldSpec[] = [
  {
    field: 'address.country',
    zh: '国家',
    en: 'Country',
    group: 'address',
    kind: 'text',
    names: ['国家地区', '国别', 'Country', 'Country/Region'],
  },
  {
    field: 'address.province',
    zh: '省份',
    en: 'Province',
    group: 'address',
    kind: 'text',
    names: ['省', '省/直辖市', 'Province', 'State', 'State/Province'],
  },
  {
    field: 'address.city',
    zh: '城市',
    en: 'City',
    group: 'address',
    kind: 'text',
    names: ['市', '所在城市', 'City', 'Town'],
  },
  {
    field: 'address.district',
    zh: '区县',
    en: 'District',
    group: 'address',
    kind: 'text',
    names: ['区', '县', '区/县', 'District', 'County'],
  },
  {
    field: 'address.street',
    zh: '地址',
    en: 'Street',
    group: 'address',
    kind: 'text',
    names: ['详细地址', '公司地址', '街道', '联系地址', 'Address', 'Street', 'Street Address', 'Address Line 1'],
  },
  {
    field: 'address.postcode',
    zh: '邮编',
    en: 'Postcode',
    group: 'address',
    kind: 'code',
    names: ['邮政编码', 'Postcode', 'Postal Code', 'Zip', 'Zip Code'],
  },
]
