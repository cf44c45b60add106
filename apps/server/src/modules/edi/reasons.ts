import type { Sentence } from '@quayside/contract'
import { plainSentence } from '../../platform/sentence.ts'

type Params = Record<string, string | number>

const longest = { ofPartner: 60, ours: 400 }
/** Parameters that are sentences of ours. */
const sentences: ReadonlySet<string> = new Set(['fault', 'faultEn'])

/** Text of a partner that is shown beside our own: short, and without control characters. */
export const shown = (text: string, most = longest.ofPartner): string => {
  const plain = text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
  return plain.length > most ? `${plain.slice(0, most)}…` : plain
}

const said =
  (code: string, say: (params: Params) => { zh: string; en: string }) =>
  (params: Params = {}): Sentence => {
    const plain = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        typeof value === 'string' ? shown(value, sentences.has(name) ? longest.ours : undefined) : value,
      ]),
    )
    return plainSentence({ ...say(plain), code, params: plain })
  }

/** Why a message waits for a person: what is wrong, and what to do about it. */
export const reasons = {
  partnerUnknown: said('partnerUnknown', ({ sender }) => ({
    zh: `不认识发送方“${sender}”。请在“贸易伙伴”中登记此标识，然后重新处理。`,
    en: `Nobody is known as “${sender}”. Add this identifier to a trading partner, then take the message anew.`,
  })),
  partnerInactive: said('partnerInactive', ({ partner }) => ({
    zh: `贸易伙伴“${partner}”已停用。启用后重新处理，或拒收此报文。`,
    en: `The trading partner “${partner}” is switched off. Switch it on and take the message anew, or reject it.`,
  })),
  broughtByAnother: said('broughtByAnother', ({ sender, partner }) => ({
    zh: `报文自称来自“${sender}”，却是经“${partner}”的通道送来的。核实确由对方发出后，请重新处理；否则请拒收。`,
    en: `This calls itself a message of “${sender}”, but came by a way of “${partner}”. Take it anew once you know that it is theirs; else reject it.`,
  })),
  notForUs: said('notForUs', ({ receiver, ours }) => ({
    zh: `此交换寄给“${receiver}”，而我方在该伙伴处的标识是“${ours}”。请核对收件方标识。`,
    en: `This is addressed to “${receiver}”, while this partner knows us as “${ours}”. Check the identifier of the receiver.`,
  })),
  testInterchange: said('testInterchange', ({ partner }) => ({
    zh: `对方把此交换标为测试，“${partner}”却不在测试阶段：不会据此建单。确认后可把伙伴设为测试，再重新处理。`,
    en: `The sender marked this as a test, and “${partner}” is not set to testing: nothing is made of it. Set the partner to testing to take it.`,
  })),
  actorMissing: said('actorMissing', ({ partner }) => ({
    zh: `“${partner}”的报文以某位同事的名义接收，而他已停用或没有接单权限。请在伙伴设置中换一位，再重新处理。`,
    en: `Messages of “${partner}” are taken in the name of a colleague who left or may not take orders. Name another in the partner’s settings, then take it anew.`,
  })),
  envelopeFault: said('envelopeFault', ({ fault, faultEn }) => ({
    zh: `报文的信封有误：${fault} 已告知对方拒收。若内容无误，可人工确认后重新处理。`,
    en: `The envelope of the message is wrong: ${faultEn} The partner was told that it is rejected. Where its content is right, take it anew by hand.`,
  })),
  controlRepeated: said('controlRepeated', ({ control, at }) => ({
    zh: `控制号 ${control} 已在 ${at} 用过，而内容不同。若确是新报文，请重新处理；同一订单不会重复建立。`,
    en: `Control number ${control} was used on ${at} already, with other content. Where this is new indeed, take it anew; the same order is never made twice.`,
  })),
  typeUnknown: said('typeUnknown', ({ type }) => ({
    zh: `系统不处理 ${type} 类报文。原文已保存，可查看或拒收。`,
    en: `Messages of type ${type} are not understood here. The original is kept; look at it or reject it.`,
  })),
  referenceMissing: said('referenceMissing', ({ what, whatEn }) => ({
    zh: `报文没有写明${what}，无法归档。请补上后重新处理，或请对方重发。`,
    en: `The message does not say its ${whatEn}. Add it and take the message anew, or ask the partner to send it again.`,
  })),
  customerUnknown: said('customerUnknown', ({ name, code }) => ({
    zh: `不知道这是哪位客户的订单（对方称“${name}”，代码“${code}”）。请选择客户；可记住此代码。`,
    en: `Whose order this is is not known (they say “${name}”, code “${code}”). Choose the customer; the code can be remembered.`,
  })),
  stopCodeUnknown: said('stopCodeUnknown', ({ stop, code }) => ({
    zh: `停靠点 ${stop} 的代码“${code}”（S502）不在标准的代码表中，不知道是装货还是卸货。请在伙伴设置中为它对应标准代码，或改正后重新处理。`,
    en: `Stop ${stop} bears the code “${code}” (S502), which is no code of the standard: whether it loads or unloads is not known. Map it in the partner’s settings or put it right, then take the message anew.`,
  })),
  orderUnknown: said('orderUnknown', ({ reference }) => ({
    zh: `找不到编号“${reference}”的订单。订单到达后会自动重新处理；若编号有误，请改正。`,
    en: `There is no order with the reference “${reference}”. The message is taken by itself once the order is here; put the reference right if it is wrong.`,
  })),
  orderKnown: said('orderKnown', ({ reference, number }) => ({
    zh: `订单“${reference}”已存在（${number}），内容与此不同；没有重复建单。若要修改，请对方发送变更报文，或在订单上直接修改。`,
    en: `The order “${reference}” exists already (${number}) and says something else; it was not made twice. Ask the partner for a change message, or change the order itself.`,
  })),
  shipmentUnknown: said('shipmentUnknown', ({ reference }) => ({
    zh: `找不到“${reference}”对应的货运。货运建立后会自动重新处理；若编号有误，请改正。`,
    en: `There is no shipment with the reference “${reference}”. The message is taken by itself once the shipment is here; put the reference right if it is wrong.`,
  })),
  shipmentsSeveral: said('shipmentsSeveral', ({ reference }) => ({
    zh: `“${reference}”对应不止一票货运，不知道是哪一票。请补充能区分的编号后重新处理。`,
    en: `Several shipments bear the reference “${reference}”, and which is meant is not clear. Add a number that tells them apart and take the message anew.`,
  })),
  dateWrong: said('dateWrong', ({ at }) => ({
    zh: `日历上没有“${at}”这个日期或时间，没有更新货运。请改正后重新处理。`,
    en: `The calendar has no “${at}”, so the shipment was not changed. Put the date right and take the message anew.`,
  })),
  statusUnknown: said('statusUnknown', ({ code }) => ({
    zh: `不认识状态代码“${code}”，没有更新货运。请核对代码，或改正后重新处理。`,
    en: `The status code “${code}” is not known, so the shipment was not changed. Check the code, or put it right and take the message anew.`,
  })),
  timeMissing: said('timeMissing', () => ({
    zh: '报文没有写明事件的日期和时间，没有更新货运。请补上后重新处理。',
    en: 'The message does not say when it happened, so the shipment was not changed. Add the date and take the message anew.',
  })),
  inFuture: said('inFuture', ({ at }) => ({
    zh: `事件时间 ${at} 在未来；对方的时钟可能有误。请核对后改正，或稍后重新处理。`,
    en: `It is said to have happened at ${at}, which is in the future; the partner’s clock may be wrong. Correct it, or take the message anew later.`,
  })),
  beforeOrder: said('beforeOrder', ({ at }) => ({
    zh: `事件时间 ${at} 早于订单本身，没有更新货运。请核对日期，改正后重新处理。`,
    en: `It is said to have happened at ${at}, before the order itself. Check the date, put it right and take the message anew.`,
  })),
  billKnown: said('billKnown', ({ number }) => ({
    zh: `此伙伴的账单 ${number} 已收到，没有重复入账。`,
    en: `The bill ${number} of this partner was received already and is not entered twice.`,
  })),
  moneyMissing: said('moneyMissing', () => ({
    zh: '账单没有写明总金额或币种，无法入账。请补上后重新处理，或请对方重发。',
    en: 'The bill does not say its total or its currency. Add them and take it anew, or ask the partner to send it again.',
  })),
  answersNothing: said('answersNothing', ({ control }) => ({
    zh: `对方回执提到控制号“${control}”，但我方没有发送过这样的报文。请核对是否寄错。`,
    en: `The partner acknowledges control number “${control}”, which was never sent from here. Check whether it was meant for somebody else.`,
  })),
  tooLarge: said('tooLarge', ({ megabytes }) => ({
    zh: `单个报文超过 ${megabytes} MB，未自动处理。请让对方拆分后重发。`,
    en: `One message is larger than ${megabytes} MB and was not taken. Ask the partner to split it.`,
  })),
  notTaken: said('notTaken', ({ fault, faultEn }) => ({
    zh: `${fault}请改正后重新处理。`,
    en: `${faultEn} Put it right and take the message anew.`,
  })),
  laidAside: said('laidAside', ({ who, why }) => ({
    zh: `${who} 已拒收：${why}`,
    en: `Rejected by ${who}: ${why}`,
  })),
  refusedByPartner: said('refusedByPartner', ({ fault, faultEn }) => ({
    zh: fault ? `对方拒收：${fault}。请改正后重新发送。` : '对方拒收，没有说明原因。请询问对方，改正后重新发送。',
    en: faultEn
      ? `The partner rejected it: ${faultEn}. Put it right and send it again.`
      : 'The partner rejected it and did not say why. Ask them, put it right and send it again.',
  })),
  overdue: said('overdue', ({ hours }) => ({
    zh: `对方没有按时${hours ? `（${hours} 小时内）` : ''}回执。请联系对方，或重新发送。`,
    en: `No acknowledgement came in time${hours ? ` (${hours} h)` : ''}. Ask the partner, or send it again.`,
  })),
  broke: said('broke', ({ id }) => ({
    zh: `处理时服务器出错，报文完好无损。请把编号 ${id} 告诉管理员，稍后重新处理。`,
    en: `The server failed at this message, which is unharmed. Tell your administrator the number ${id} and take it anew later.`,
  })),
}
