import { called, must, segment } from '../../message/definition.ts'
import { x } from '../elements.ts'

export const N1 = segment(
  'N1',
  '当事方',
  'Name',
  {
    entity: must(x[98]),
    name: x[93],
    qualifier: x[66],
    id: x[67],
    relationship: x[706],
    entity2: x[98],
  },
  'R0203',
  'P0304',
)

export const N2 = segment('N2', '附加名称', 'Additional name', { name: must(x[93]), name2: x[93] })

export const N3 = segment('N3', '地址', 'Address', { line: must(x[166]), line2: x[166] })

export const N4 = segment(
  'N4',
  '地理位置',
  'Geographic location',
  {
    city: x[19],
    state: x[156],
    postalCode: x[116],
    country: x[26],
    locationQualifier: x[309],
    location: x[310],
    countrySubdivision: called({ ...x[127], id: '1715', min: 1, max: 3 }, '国家行政区', 'Country subdivision'),
  },
  'C0605',
)

export const G61 = segment(
  'G61',
  '联系人',
  'Contact',
  {
    function: must(x[366]),
    name: must(x[93]),
    numberQualifier: x[365],
    number: x[364],
    reference: x[443],
  },
  'P0304',
)

export const PER = segment(
  'PER',
  '联系人',
  'Administrative contact',
  {
    function: must(x[366]),
    name: x[93],
    numberQualifier: x[365],
    number: x[364],
    numberQualifier2: x[365],
    number2: x[364],
    numberQualifier3: x[365],
    number3: x[364],
    reference: x[443],
  },
  'P0304',
  'P0506',
  'P0708',
)
