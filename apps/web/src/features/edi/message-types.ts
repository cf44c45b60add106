import type { EdiStandard } from '@quayside/contract'

/** Messages with a definition, as docs/edi.md lists them. */
export const messageTypes: Readonly<Record<EdiStandard, readonly string[]>> = {
  x12: ['204', '210', '211', '214', '810', '850', '855', '856', '860', '940', '943', '944', '945', '990', '997', '999'],
  edifact: ['ORDERS', 'ORDCHG', 'ORDRSP', 'DESADV', 'INVOIC', 'IFTMIN', 'IFTMBF', 'IFTMBC', 'IFTSTA', 'CONTRL'],
}
