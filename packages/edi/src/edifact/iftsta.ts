import { loop, many, maybe, message, one } from '../message/definition.ts'
import { contacts, references } from './groups.ts'
import { BGM, CNT, DOC, DTM, FTX, LOC, RFF } from './segments/document.ts'
import { DGS, DIM, GID, HAN, MEA, PCI, SEL, SGP } from './segments/goods.ts'
import { GIN } from './segments/lines.ts'
import { NAD } from './segments/parties.ts'
import { CNI, EQA, EQD, EQN, STS, TDT, TMD, TPL, TSR } from './segments/transport.ts'
import { journeyPlaces } from './transport-groups.ts'

const equipment = loop('SG8', '设备', 'Equipment', 99, {
  EQD: one(EQD),
  MEA: many(MEA, 9),
  DIM: many(DIM, 9),
  SEL: many(SEL, 9),
  RFF: many(RFF, 9),
  TPL: many(TPL, 9),
  TMD: maybe(TMD),
  attached: loop('SG9', '附属设备', 'Attached equipment', 99, { EQA: one(EQA), SEL: many(SEL, 9) }),
})

const goods = loop('SG10', '货物项', 'Goods item', 99, {
  GID: one(GID),
  HAN: many(HAN, 9),
  SGP: many(SGP, 9),
  DGS: many(DGS, 9),
  FTX: many(FTX, 9),
  measurements: loop('SG11', '测量', 'Measurement', 99, { MEA: one(MEA), EQN: maybe(EQN) }),
  dimensions: loop('SG12', '尺寸', 'Dimensions', 99, { DIM: one(DIM), EQN: maybe(EQN) }),
  marks: loop('SG13', '唛头', 'Marking', 99, { PCI: one(PCI), GIN: many(GIN, 9) }),
})

/** Consignments, and for each of them what has happened, when, where, on which means of transport. */
export const iftsta = message('edifact', 'IFTSTA', '运输状态', 'Transport status', {
  BGM: one(BGM),
  DTM: many(DTM, 9),
  TSR: maybe(TSR),
  parties: loop('SG1', '当事方', 'Party', 9, { NAD: one(NAD), contacts: contacts('SG2', 9) }),
  references: references('SG3', 9),
  LOC: many(LOC, 9),
  FTX: many(FTX, 9),
  CNT: many(CNT, 9),
  consignments: loop('SG4', '托运单', 'Consignment', 9999, {
    CNI: one(CNI),
    LOC: many(LOC, 9),
    CNT: many(CNT, 9),
    statuses: loop('SG5', '状态', 'Status', 99, {
      STS: one(STS),
      RFF: many(RFF, 999),
      DTM: many(DTM, 9),
      DOC: maybe(DOC),
      FTX: many(FTX, 9),
      NAD: many(NAD, 9),
      LOC: many(LOC, 9),
      PCI: many(PCI, 99),
      transports: loop('SG6', '运输', 'Transport', 99, {
        TDT: one(TDT),
        DTM: many(DTM, 9),
        RFF: many(RFF, 9),
        places: journeyPlaces('SG7', 9),
      }),
      equipment,
      goods,
    }),
  }),
})
