/** EDI files as partners of the demonstration write them. */

const two = (value: number) => String(value).padStart(2, '0')
export const day = (at: Date) => at.toISOString().slice(0, 10).replaceAll('-', '')
const time = (at: Date) => `${two(at.getUTCHours())}${two(at.getUTCMinutes())}`
export const inDays = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000)

interface Envelope {
  at: Date
  control: number
  sender: string
}

/** GS01 is of the messages' kind: SM for tenders, PO for purchase orders, FA for acknowledgements. */
export function x12({ at, control, sender }: Envelope, kind: string, messages: readonly string[]): string {
  const nine = String(control).padStart(9, '0')
  const short = day(at).slice(2)
  return [
    `ISA*00*          *00*          *ZZ*${sender.padEnd(15)}*ZZ*${'YUANHANG'.padEnd(15)}*${short}*${time(at)}*U*00401*${nine}*0*P*>`,
    `GS*${kind}*${sender}*YUANHANG*${day(at)}*${time(at)}*${control}*X*004010`,
    ...messages,
    `GE*${messages.length}*${control}`,
    `IEA*1*${nine}`,
  ]
    .map((segment) => `${segment}~\n`)
    .join('')
}

/** `counted` is what the trailer says; other than it should be, the message is refused. */
function transaction(type: string, control: string, segments: readonly string[], counted = segments.length + 2) {
  return [`ST*${type}*${control}`, ...segments, `SE*${counted}*${control}`].join('~\n')
}

interface Tender {
  reference: string
  at: Date
  goods: string
  kg: number
  from: [name: string, city: string, postcode: string]
  to: [name: string, city: string, postcode: string]
}

export function tender({ reference, at, goods, kg, from, to }: Tender, control: string, counted?: number): string {
  return transaction(
    '204',
    control,
    [
      `B2**YHSC**${reference}**PP`,
      'B2A*00*LT',
      `L11*PO-${reference}*PO`,
      'S5*1*LD',
      `G62*37*${day(inDays(at, 1))}*I*0800`,
      `G62*38*${day(inDays(at, 1))}*K*1600`,
      ...stop('SF', from),
      `L5*1*${goods}`,
      `AT8*G*K*${kg}*12`,
      'S5*2*UL',
      `G62*53*${day(inDays(at, 3))}*G*0900`,
      ...stop('ST', to),
    ],
    counted,
  )
}
const stop = (role: string, [name, city, postcode]: Tender['from']) => [
  `N1*${role}*${name}`,
  `N4*${city}**${postcode}*CN`,
]

/** Where a shipment is, as a carrier tells it. */
export const status = (shipment: string, at: Date, control: string) =>
  transaction('214', control, [
    `B10*${shipment}*${shipment}*YHSC`,
    'LX*1',
    `AT7*X6*NS***${day(at)}*${time(at)}*UT`,
    'MS1*Wuhan**CN',
  ])

/** Says of each group that its one message was accepted. */
export const accepted = (type: string, kind: string, groups: readonly { group: string; message: string }[]) =>
  groups.map(({ group, message }, index) =>
    transaction('997', String(index + 1).padStart(4, '0'), [
      `AK1*${kind}*${group}`,
      `AK2*${type}*${message}`,
      'AK5*A',
      'AK9*A*1*1*1',
    ]),
  )

interface PurchaseOrder extends Envelope {
  number: string
  buyer: string
  name: string
  lines: readonly (readonly [item: string, pieces: number, price: number])[]
}

export function orders({ at, control, sender, number, buyer, name, lines }: PurchaseOrder): string {
  const body = [
    `BGM+220+${number}+9`,
    `DTM+137:${day(at)}:102`,
    `DTM+2:${day(inDays(at, 9))}:102`,
    `NAD+BY+${buyer}::92++${name}`,
    'CUX+2:CNY:9',
    ...lines.flatMap(([item, pieces, price], index) => [
      `LIN+${index + 1}`,
      `IMD+F++:::${item}`,
      `QTY+21:${pieces}:PCE`,
      `PRI+AAA:${price.toFixed(2)}`,
    ]),
    'UNS+S',
  ]
  return [
    `UNB+UNOC:3+${sender}:14+YUANHANG:ZZ+${day(at).slice(2)}:${time(at)}+${control}`,
    `UNH+${control}+ORDERS:D:96A:UN`,
    ...body,
    `UNT+${body.length + 2}+${control}`,
    `UNZ+1+${control}`,
  ]
    .map((segment) => `${segment}'\n`)
    .join('')
}
