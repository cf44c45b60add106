import { loop, many, message, one } from '../message/definition.ts'
import { AK1, AK2, AK9, CTX, IK3, IK4, IK5 } from './segments/acknowledgment.ts'

export const x999 = message(
  'x12',
  '999',
  '实施确认',
  'Implementation acknowledgment',
  {
    AK1: one(AK1),
    sets: loop('AK2', '报文应答', 'Transaction set response', 999_999, {
      AK2: one(AK2),
      segments: loop('IK3', '段错误', 'Segment note', 999_999, {
        IK3: one(IK3),
        CTX: many(CTX, 10),
        elements: loop('IK4', '数据项错误', 'Data element note', 999_999, { IK4: one(IK4), CTX: many(CTX, 10) }),
      }),
      IK5: one(IK5),
    }),
    AK9: one(AK9),
  },
  'FA',
)
