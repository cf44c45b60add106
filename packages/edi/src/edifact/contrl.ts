import { loop, many, message, one } from '../message/definition.ts'
import { UCD, UCF, UCI, UCM, UCS } from './segments/service.ts'

const messages = (id: string, inner: string) =>
  loop(id, '报文应答', 'Message response', 999_999, {
    UCM: one(UCM),
    segments: loop(inner, '段错误', 'Segment error', 999, { UCS: one(UCS), UCD: many(UCD, 99) }),
  })

/** Answers either messages or groups of messages. */
export const contrl = message('edifact', 'CONTRL', '语法与服务应答', 'Syntax and service report', {
  UCI: one(UCI),
  messages: messages('SG1', 'SG2'),
  groups: loop('SG3', '功能组应答', 'Group response', 999_999, {
    UCF: one(UCF),
    messages: messages('SG4', 'SG5'),
  }),
})
