/** Twenty megabytes as partners send them: many messages of shipment status in one interchange, a line break behind each segment. */

const isa =
  'ISA*00*          *00*          *ZZ*CARRIER        *ZZ*SHIPPER        *261122*1201*U*00401*000000001*0*P*>~\nGS*QM*CARRIER*SHIPPER*20261122*1201*1*X*004010~\n'

const status214 = (n: number) => {
  const control = String(n).padStart(4, '0')
  return `ST*214*${control}~
B10*PRO${1_000_000 + n}*SHP${n * 7}*SCAC~
L11*PO${n}*PO~
L11*${n * 3}*BM~
N1*SH*SHIPPER COMPANY ${n % 97} INC*93*${n % 1000}~
N3*${n % 900} INDUSTRIAL PARKWAY~
N4*CHICAGO*IL*60601*US~
N1*CN*CONSIGNEE ${n % 91} LLC~
N3*7050 OVERLAND RD~
N4*ORLANDO*FL*32810*US~
LX*1~
AT7*X1*NS***20261121*1159*ET~
MS1*ATLANTA*GA*US~
MS2*SCAC*TRL${n % 5000}*TL~
AT8*G*L*${n % 40_000}*5~
SE*16*${control}~
`
}

const iftsta = (n: number) => `UNH+${n}+IFTSTA:D:00B:UN:EAN001'
BGM+77+${n * 3}+9'
DTM+137:202611221159:203'
NAD+CZ+5412345000013::9++SHIPPER ?+ CO ${n % 97}+INDUSTRIAL PARKWAY ${n % 900}+SHANGHAI++200000+CN'
NAD+CN+5412345000020::9++CONSIGNEE ${n % 91}'
CNI+1+SHP${n * 7}'
STS+1+13+++'
RFF+ON:PO${n}'
RFF+BM:${n * 5}'
DTM+334:202611211530:203'
LOC+1+CNSHA:139:6:SHANGHAI'
LOC+13+DEHAM:139:6:HAMBURG'
TDT+20+VOY${n % 300}+1++MAEU:172:20+++9123456:146::VESSEL ${n % 77}'
UNT+14+${n}'
`

export const sampleOf214 = (bytes: number) => sample(isa, status214, (n) => `GE*${n}*1~\nIEA*1*000000001~\n`, bytes)
export const sampleOfIftsta = (bytes: number) =>
  sample("UNA:+.? '\nUNB+UNOC:3+SENDER:14+RECEIVER:14+261122:1201+1'\n", iftsta, (n) => `UNZ+${n}+1'\n`, bytes)

function sample(
  head: string,
  message: (n: number) => string,
  end: (messages: number) => string,
  bytes: number,
): Buffer {
  const pieces = [head]
  let count = 0
  for (let length = head.length; length < bytes; ) {
    const piece = message(++count)
    pieces.push(piece)
    length += piece.length
  }
  return Buffer.from(pieces.join('') + end(count))
}
