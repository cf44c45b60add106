import { loop, many, message, one } from '../message/definition.ts'
import { AK1, AK2, AK3, AK4, AK5, AK9 } from './segments/acknowledgment.ts'

export const x997 = message(
  'x12',
  '997',
  '功能确认',
  'Functional acknowledgment',
  {
    AK1: one(AK1),
    sets: loop('AK2', '报文应答', 'Transaction set response', 999_999, {
      AK2: one(AK2),
      segments: loop('AK3', '段错误', 'Segment note', 999_999, { AK3: one(AK3), AK4: many(AK4, 99) }),
      AK5: one(AK5),
    }),
    AK9: one(AK9),
  },
  'FA',
)
