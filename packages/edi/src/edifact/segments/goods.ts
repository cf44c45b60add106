import { must, segment } from '../../message/definition.ts'
import { u } from '../elements.ts'
import {
  C174,
  C205,
  C208,
  C210,
  C211,
  C213,
  C215,
  C218,
  C223,
  C234,
  C235,
  C236,
  C237,
  C239,
  C280,
  C502,
  C524,
  C703,
  C827,
} from '../goods-composites.ts'

/** Segments of goods as carriers describe them. */

export const GID = segment('GID', '货物项', 'Goods item', {
  number: u[1496],
  packages: C213,
  packages2: C213,
  packages3: C213,
  packages4: C213,
  packages5: C213,
})
export const MEA = segment('MEA', '测量', 'Measurement', {
  purpose: must(u[6311]),
  details: C502,
  value: C174,
  surface: u[7383],
})
export const DIM = segment('DIM', '尺寸', 'Dimensions', { qualifier: must(u[6145]), dimensions: must(C211) })
export const PCI = segment('PCI', '唛头', 'Package identification', {
  instruction: u[4233],
  marks: C210,
  status: u[8275],
  type: C827,
})
export const HAN = segment('HAN', '操作说明', 'Handling instructions', { instruction: C524, hazard: C218 })
export const TMP = segment('TMP', '温度', 'Temperature', { qualifier: must(u[6245]), temperature: C239 })
export const RNG = segment('RNG', '范围', 'Range', { qualifier: must(u[6167]), range: C280 })
export const SGP = segment('SGP', '货物装箱分配', 'Split goods placement', { equipment: must(C237), packages: u[7224] })
export const SEL = segment('SEL', '封志', 'Seal', {
  number: u[9308],
  issuer: C215,
  condition: u[4517],
  range: C208,
})
export const GDS = segment('GDS', '货物性质', 'Nature of cargo', { nature: C703 })
export const DGS = segment('DGS', '危险品', 'Dangerous goods', {
  regulations: u[8273],
  hazard: C205,
  un: C234,
  flashpoint: C223,
  packingGroup: u[8339],
  emergency: u[8364],
  trem: u[8410],
  medical: u[8126],
  placard: C235,
  labels: C236,
  packing: u[8255],
  category: u[8325],
  permission: u[8211],
})
