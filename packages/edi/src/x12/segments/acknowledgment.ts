import { composite, must, repeated, segment } from '../../message/definition.ts'
import { positionInSegment, x } from '../elements.ts'

const reference = composite('C999', '段内参考', 'Reference in segment', { element: must(x[725]), element2: x[725] })
const context = composite('C998', '上下文', 'Context identification', { name: must(x[9999]), reference: x[9998] })

export const AK1 = segment('AK1', '功能组应答', 'Functional group response', {
  kind: must(x[479]),
  control: must(x[28]),
  version: x[480],
})
export const AK2 = segment('AK2', '报文应答', 'Transaction set response', {
  type: must(x[143]),
  control: must(x[329]),
  implementation: x[1705],
})
export const AK3 = segment('AK3', '段错误', 'Segment note', {
  tag: must(x[721]),
  position: must(x[719]),
  loop: x[447],
  error: x[720],
  error2: x[720],
  error3: x[720],
  error4: x[720],
  error5: x[720],
})
export const AK4 = segment('AK4', '数据项错误', 'Data element note', {
  position: must(positionInSegment),
  element: x[725],
  error: must(x[723]),
  copy: x[724],
})
export const AK5 = segment('AK5', '报文应答结果', 'Transaction set verdict', {
  verdict: must(x[717]),
  error: x[718],
  error2: x[718],
  error3: x[718],
  error4: x[718],
  error5: x[718],
})
export const AK9 = segment('AK9', '功能组应答结果', 'Functional group verdict', {
  verdict: must(x[715]),
  included: must(x[97]),
  received: must(x[123]),
  accepted: must(x[2]),
  error: x[716],
  error2: x[716],
  error3: x[716],
  error4: x[716],
  error5: x[716],
})
export const IK3 = segment('IK3', '段错误', 'Segment note', {
  tag: must(x[721]),
  position: must(x[719]),
  loop: x[447],
  error: x[620],
})
export const IK4 = segment('IK4', '数据项错误', 'Data element note', {
  position: must(positionInSegment),
  element: x[725],
  error: must(x[621]),
  copy: x[724],
})
export const IK5 = segment('IK5', '报文应答结果', 'Transaction set verdict', {
  verdict: must(x[717]),
  error: x[618],
  error2: x[618],
  error3: x[618],
  error4: x[618],
  error5: x[618],
})
export const CTX = segment('CTX', '上下文', 'Context', {
  context: must(repeated(context, 10)),
  tag: x[721],
  position: x[719],
  loop: x[447],
  place: positionInSegment,
  reference,
})
