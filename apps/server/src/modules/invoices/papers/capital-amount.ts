const figures = '零壹贰叁肆伍陆柒捌玖'
const places = ['', '拾', '佰', '仟']
const groups = ['', '万', '亿', '万亿']

/**
 * An amount of 人民币 in capital figures 大写, as a paper that is paid by names it, from fen.
 * @see 《支付结算办法》附件一 正确填写票据和结算凭证的基本规定
 * @example capitalAmount(100_204) // '壹仟零贰元零肆分'
 */
export function capitalAmount(fen: number): string {
  const yuan = Math.floor(fen / 100)
  const jiao = Math.floor(fen / 10) % 10
  const rest = fen % 10
  const whole = yuan > 0 ? `${wholeNumber(yuan)}元` : ''
  if (jiao === 0 && rest === 0) return `${whole || '零元'}整`
  const tenths = jiao > 0 ? `${figures[jiao]}角` : whole && '零'
  return `${whole}${tenths}${rest > 0 ? `${figures[rest]}分` : '整'}`
}

function wholeNumber(yuan: number): string {
  let text = ''
  let gap = false
  for (let group = groups.length - 1; group >= 0; group--) {
    const four = Math.floor(yuan / 10_000 ** group) % 10_000
    if (four === 0) {
      gap = text !== ''
      continue
    }
    if (text !== '' && (gap || four < 1_000)) text += '零'
    text += `${fourFigures(four)}${groups[group]}`
    gap = false
  }
  return text
}

function fourFigures(four: number): string {
  let text = ''
  for (let place = 3; place >= 0; place--) {
    const figure = Math.floor(four / 10 ** place) % 10
    if (figure > 0) text += `${figures[figure]}${places[place]}`
    else if (text !== '' && !text.endsWith('零') && four % 10 ** place > 0) text += '零'
  }
  return text
}
