import { loop, many, maybe, message, must, one } from '../message/definition.ts'
import { carriage, charges, codeLists, pallet, shipmentParties } from './order-parts.ts'
import { CLD, PKG } from './segments/carriage.ts'
import { BSN } from './segments/order-heads.ts'
import { HL, LIN, PID, PO4, PRF, SLN, SN1 } from './segments/order-lines.ts'
import { PER } from './segments/parties.ts'
import { DTM, MAN, MEA, PWK, REF, SDQ } from './segments/references.ts'
import { CTT, CUR, FOB } from './segments/terms.ts'

/** Levels come one behind the other and name their parent in HL02; `hierarchyOf` makes a tree of them. */
export const x856 = message(
  'x12',
  '856',
  '发货通知',
  'Ship notice',
  {
    BSN: one(BSN),
    DTM: many(DTM, 10),
    levels: must(
      loop('HL', '层级', 'Hierarchical level', 200_000, {
        HL: one(HL),
        LIN: many(LIN, 10),
        SN1: maybe(SN1),
        SLN: many(SLN, 1000),
        PRF: maybe(PRF),
        PO4: maybe(PO4),
        PID: many(PID, 200),
        MEA: many(MEA, 40),
        PWK: many(PWK, 25),
        PKG: many(PKG, 25),
        ...carriage,
        TD1: many(carriage.TD1.segment, 20),
        REF: many(REF, 999_999),
        PER: many(PER, 3),
        loads: loop('CLD', '装载单元', 'Load detail', 200, { CLD: one(CLD), REF: many(REF, 200) }),
        MAN: many(MAN, 999_999),
        DTM: many(DTM, 10),
        FOB: maybe(FOB),
        PAL: pallet,
        parties: shipmentParties,
        SDQ: many(SDQ, 50),
        CUR: maybe(CUR),
        charges: charges('SAC'),
        codeLists: codeLists('LM'),
      }),
    ),
    CTT: maybe(CTT),
  },
  'SH',
)
