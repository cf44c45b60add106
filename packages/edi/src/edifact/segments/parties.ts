import { must, segment } from '../../message/definition.ts'
import { C056, C058, C059, C076, C078, C080, C082, C088, C819 } from '../composites.ts'
import { u } from '../elements.ts'

export const NAD = segment('NAD', '当事方', 'Name and address', {
  qualifier: must(u[3035]),
  party: C082,
  address: C058,
  name: C080,
  street: C059,
  city: u[3164],
  subdivision: C819,
  postcode: u[3251],
  country: u[3207],
})
export const CTA = segment('CTA', '联系人', 'Contact', { function: u[3139], contact: C056 })
export const COM = segment('COM', '联系方式', 'Communication', { contact: must(C076), contact2: C076, contact3: C076 })
export const FII = segment('FII', '金融机构', 'Financial institution', {
  qualifier: must(u[3035]),
  account: C078,
  institution: C088,
  country: u[3207],
})
