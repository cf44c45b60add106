import { must, segment } from '../../message/definition.ts'
import { u } from '../elements.ts'
import { S002, S003, S006, S007, S009, S011 } from '../service-composites.ts'

/** What CONTRL answers with: interchange, group, message, segment, element. */

const outcome = { action: must(u['0083']), error: u['0085'], segment: u['0013'], element: S011 }

export const UCI = segment('UCI', '交换应答', 'Interchange response', {
  control: must(u['0020']),
  sender: must(S002),
  recipient: must(S003),
  ...outcome,
})
export const UCF = segment('UCF', '功能组应答', 'Group response', {
  control: must(u['0048']),
  sender: S006,
  recipient: S007,
  ...outcome,
})
export const UCM = segment('UCM', '报文应答', 'Message response', {
  control: must(u['0062']),
  message: must(S009),
  ...outcome,
})
export const UCS = segment('UCS', '段错误', 'Segment error', { position: must(u['0096']), error: u['0085'] })
export const UCD = segment('UCD', '元素错误', 'Data element error', { error: must(u['0085']), element: must(S011) })
