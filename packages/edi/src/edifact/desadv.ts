import { loop, many, maybe, message, one } from '../message/definition.ts'
import { contacts, deliveryTerms, references } from './groups.ts'
import { BGM, CNT, DTM, FTX, LOC, RFF } from './segments/document.ts'
import { DGS, HAN, MEA, PCI, SEL, SGP, TMP } from './segments/goods.ts'
import { ALI, CPS, DLM, GIN, GIR, IMD, LIN, PAC, PIA, QTY, QVR } from './segments/lines.ts'
import { CUX, MOA, PCD } from './segments/money.ts'
import { NAD } from './segments/parties.ts'
import { EQA, EQD, TDT, TMD } from './segments/transport.ts'

const handling = (id: string) => loop(id, '操作说明', 'Handling', 10, { HAN: one(HAN), FTX: many(FTX, 10) })
const dangerous = (id: string) =>
  loop(id, '危险品', 'Dangerous goods', 9999, { DGS: one(DGS), QTY: maybe(QTY), FTX: many(FTX, 5) })
/** Serial numbers of the packages or goods marked. */
const numbers = (id: string, max: number) =>
  loop(id, '标识号', 'Identity number', max, { GIN: one(GIN), DTM: many(DTM, 5), DLM: many(DLM, 100) })

export const desadv = message('edifact', 'DESADV', '发货通知', 'Despatch advice', {
  BGM: one(BGM),
  DTM: many(DTM, 10),
  ALI: many(ALI, 5),
  MEA: many(MEA, 5),
  MOA: many(MOA, 5),
  CUX: many(CUX, 9),
  references: references('SG1', 10),
  parties: loop('SG2', '当事方', 'Party', 99, {
    NAD: one(NAD),
    LOC: many(LOC, 10),
    references: references('SG3', 10),
    contacts: contacts('SG4', 10),
  }),
  deliveryTerms: deliveryTerms('SG5', 10),
  transports: loop('SG6', '运输', 'Transport', 10, {
    TDT: one(TDT),
    PCD: many(PCD, 6),
    TMD: maybe(TMD),
    places: loop('SG7', '地点', 'Place', 10, { LOC: one(LOC), DTM: many(DTM, 10) }),
  }),
  equipment: loop('SG8', '设备', 'Equipment', 10, {
    EQD: one(EQD),
    MEA: many(MEA, 5),
    SEL: many(SEL, 25),
    EQA: many(EQA, 5),
    handling: handling('SG9'),
  }),
  packings: loop('SG10', '包装层级', 'Packing level', 9999, {
    CPS: one(CPS),
    FTX: many(FTX, 5),
    QVR: many(QVR, 9),
    packages: loop('SG11', '包装', 'Package', 9999, {
      PAC: one(PAC),
      MEA: many(MEA, 10),
      QTY: many(QTY, 10),
      handling: handling('SG12'),
      marks: loop('SG13', '唛头', 'Marking', 1000, {
        PCI: one(PCI),
        RFF: maybe(RFF),
        DTM: many(DTM, 5),
        related: loop('SG14', '相关标识号', 'Related number', 99, { GIR: one(GIR), DTM: many(DTM, 5) }),
        numbers: numbers('SG15', 99),
      }),
    }),
    lines: loop('SG17', '行项目', 'Line item', 9999, {
      LIN: one(LIN),
      PIA: many(PIA, 10),
      IMD: many(IMD, 25),
      MEA: many(MEA, 10),
      QTY: many(QTY, 10),
      ALI: many(ALI, 10),
      GIN: many(GIN, 100),
      GIR: many(GIR, 100),
      DLM: many(DLM, 100),
      DTM: many(DTM, 5),
      TMP: maybe(TMP),
      NAD: many(NAD, 99),
      TDT: maybe(TDT),
      HAN: many(HAN, 20),
      FTX: many(FTX, 99),
      MOA: many(MOA, 5),
      references: references('SG18', 99),
      dangerous: dangerous('SG19'),
      places: loop('SG20', '地点', 'Place', 100, {
        LOC: one(LOC),
        NAD: maybe(NAD),
        DTM: maybe(DTM),
        QTY: many(QTY, 10),
      }),
      equipment: loop('SG21', '装箱分配', 'Placement', 1000, { SGP: one(SGP), QTY: many(QTY, 10) }),
      marks: loop('SG22', '唛头', 'Marking', 9999, {
        PCI: one(PCI),
        DTM: many(DTM, 5),
        MEA: many(MEA, 10),
        QTY: maybe(QTY),
        numbers: numbers('SG23', 10),
        handling: handling('SG24'),
      }),
      variances: loop('SG25', '数量差异', 'Quantity variance', 10, { QVR: one(QVR), DTM: many(DTM, 5) }),
    }),
  }),
  CNT: many(CNT, 5),
})
