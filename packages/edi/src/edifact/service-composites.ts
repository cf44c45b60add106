import { composite, must } from '../message/definition.ts'
import { u } from './elements.ts'

/** Composites of the envelope, which CONTRL repeats. */
export const S002 = composite('S002', '发送方', 'Sender', {
  id: must(u['0004']),
  qualifier: u['0007'],
  internal: u['0008'],
})
export const S003 = composite('S003', '接收方', 'Recipient', {
  id: must(u['0010']),
  qualifier: u['0007'],
  internal: u['0014'],
})
export const S006 = composite('S006', '应用发送方', 'Application sender', {
  id: must(u['0004']),
  qualifier: u['0007'],
})
export const S007 = composite('S007', '应用接收方', 'Application recipient', {
  id: must(u['0010']),
  qualifier: u['0007'],
})
export const S009 = composite('S009', '报文标识', 'Message identifier', {
  type: must(u['0065']),
  version: u['0052'],
  release: u['0054'],
  agency: u['0051'],
  association: u['0057'],
})
export const S011 = composite('S011', '元素标识', 'Data element', {
  element: must(u['0098']),
  component: u['0104'],
  repetition: u['0136'],
})
