import { loop, many, maybe, one } from '../message/definition.ts'
import { contacts, references } from './groups.ts'
import { DOC, DTM, FTX, LOC, RFF } from './segments/document.ts'
import { DGS, DIM, GDS, GID, HAN, MEA, PCI, RNG, SEL, SGP, TMP } from './segments/goods.ts'
import { GIN, PIA, QTY } from './segments/lines.ts'
import { CPI, CUX, MOA, PCD, PRI, RTE, TCC } from './segments/money.ts'
import { NAD } from './segments/parties.ts'
import { EQA, EQD, EQN, GOR, TDT, TMD, TPL, TSR } from './segments/transport.ts'

/** What the messages between shippers, forwarders and carriers (IFTMIN, IFTMBF, IFTMBC) have in common. */

export const journeyPlaces = (id: string, max: number) =>
  loop(id, '地点', 'Place', max, { LOC: one(LOC), DTM: many(DTM, 9) })

export const charges = (id: string, max: number) =>
  loop(id, '运费', 'Charge', max, {
    TCC: one(TCC),
    LOC: many(LOC, 9),
    FTX: maybe(FTX),
    CUX: maybe(CUX),
    PRI: maybe(PRI),
    EQN: maybe(EQN),
    PCD: maybe(PCD),
    MOA: many(MOA, 9),
    QTY: many(QTY, 9),
    RTE: maybe(RTE),
  })

export const chargePayments = (id: string) =>
  loop(id, '运费支付', 'Charge payment', 99, {
    CPI: one(CPI),
    RFF: many(RFF, 99),
    CUX: maybe(CUX),
    LOC: many(LOC, 9),
    MOA: many(MOA, 9),
  })

export const government = (id: string, inner: string, max: number) =>
  loop(id, '政府要求', 'Governmental requirement', max, {
    GOR: one(GOR),
    DTM: many(DTM, 9),
    LOC: many(LOC, 9),
    SEL: many(SEL, 9),
    FTX: many(FTX, 9),
    documents: loop(inner, '单证', 'Document', 9, { DOC: one(DOC), DTM: maybe(DTM) }),
  })

export const carriage = (id: string, inner: readonly [string, string], max: number) =>
  loop(id, '运输', 'Transport', max, {
    TDT: one(TDT),
    DTM: many(DTM, 9),
    TSR: many(TSR, 9),
    places: journeyPlaces(inner[0], 99),
    references: references(inner[1], 9),
  })

export const carriageParties = (
  id: string,
  ids: readonly [contacts: string, documents: string, charges: string, references: string, payment: string],
) =>
  loop(id, '当事方', 'Party', 99, {
    NAD: one(NAD),
    LOC: many(LOC, 9),
    MOA: many(MOA, 9),
    contacts: contacts(ids[0], 9),
    documents: loop(ids[1], '单证', 'Document', 9, { DOC: one(DOC), DTM: maybe(DTM) }),
    charges: charges(ids[2], 99),
    references: references(ids[3], 9),
    payments: chargePayments(ids[4]),
    services: loop('SG17', '运输服务要求', 'Transport service', 99, {
      TSR: one(TSR),
      RFF: maybe(RFF),
      LOC: maybe(LOC),
      TPL: maybe(TPL),
      FTX: many(FTX, 9),
    }),
  })

const measurements = (id: string) => loop(id, '测量', 'Measurement', 99, { MEA: one(MEA), EQN: maybe(EQN) })
const dimensions = (id: string) => loop(id, '尺寸', 'Dimensions', 99, { DIM: one(DIM), EQN: maybe(EQN) })
/** In which equipment how many packages are stowed. */
const placements = (id: string, inner: string) =>
  loop(id, '装箱分配', 'Placement', 999, {
    SGP: one(SGP),
    measurements: loop(inner, '测量', 'Measurement', 9, { MEA: one(MEA), EQN: maybe(EQN) }),
  })

const dangerous = (id: string, ids: readonly [string, string, string]) =>
  loop(id, '危险品', 'Dangerous goods', 99, {
    DGS: one(DGS),
    FTX: many(FTX, 99),
    contacts: contacts(ids[0], 9),
    measurements: measurements(ids[1]),
    placements: placements(ids[2], ids[1]),
  })

export const goodsItems = (id: string) =>
  loop(id, '货物项', 'Goods item', 999, {
    GID: one(GID),
    HAN: many(HAN, 99),
    TMP: maybe(TMP),
    RNG: maybe(RNG),
    TMD: maybe(TMD),
    LOC: many(LOC, 9),
    MOA: many(MOA, 9),
    PIA: many(PIA, 9),
    GIN: many(GIN, 9),
    FTX: many(FTX, 99),
    PCD: many(PCD, 9),
    GDS: many(GDS, 9),
    parties: loop('SG19', '当事方', 'Party', 9, { NAD: one(NAD), DTM: maybe(DTM), LOC: many(LOC, 9) }),
    measurements: measurements('SG20'),
    dimensions: dimensions('SG21'),
    references: references('SG22', 9),
    marks: loop('SG23', '唛头', 'Marking', 999, {
      PCI: one(PCI),
      RFF: maybe(RFF),
      DTM: many(DTM, 5),
      GIN: many(GIN, 10),
    }),
    documents: loop('SG24', '单证', 'Document', 9, { DOC: one(DOC), DTM: many(DTM, 9) }),
    government: government('SG25', 'SG26', 9),
    positions: loop('SG27', '装载位置', 'Position', 9, {
      TPL: one(TPL),
      measurements: measurements('SG28'),
    }),
    placements: placements('SG29', 'SG30'),
    charges: charges('SG31', 99),
    dangerous: dangerous('SG32', ['SG33', 'SG34', 'SG35']),
  })

export const transportEquipment = (id: string) =>
  loop(id, '设备', 'Equipment', 999, {
    EQD: one(EQD),
    EQN: maybe(EQN),
    TMD: maybe(TMD),
    MEA: many(MEA, 9),
    DIM: many(DIM, 9),
    SEL: many(SEL, 99),
    TPL: many(TPL, 9),
    HAN: maybe(HAN),
    TMP: maybe(TMP),
    FTX: many(FTX, 9),
    RFF: many(RFF, 9),
    charges: charges('SG38', 99),
    parties: loop('SG39', '当事方', 'Party', 9, { NAD: one(NAD), DTM: many(DTM, 9), contacts: contacts('SG39', 9) }),
    attached: loop('SG40', '附属设备', 'Attached equipment', 99, { EQA: one(EQA), EQN: maybe(EQN) }),
    dangerous: dangerous('SG41', ['SG42', 'SG43', 'SG44']),
  })
