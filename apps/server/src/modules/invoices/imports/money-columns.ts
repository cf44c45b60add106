import { InvoiceColumn, type MoneyImportKind, PaymentColumn } from '@quayside/contract'
import { guessMapping, type MappingTarget } from '@quayside/tabular'

type Target<Field extends string> = MappingTarget & { field: Field }

const invoiceTargets: readonly Target<InvoiceColumn>[] = [
  {
    field: 'customer',
    kind: 'text',
    names: [
      '客户编号',
      '客户号',
      '客户代码',
      '客户',
      '客户名称',
      '购方名称',
      '购买方名称',
      'customer',
      'customer number',
      'customer no',
      'customer code',
      'account',
      'buyer',
    ],
  },
  {
    field: 'number',
    kind: 'text',
    names: [
      '单据号',
      '发票编号',
      '账单号',
      '单号',
      'invoice number',
      'invoice no',
      'invoice',
      'document',
      'document number',
      'bill no',
    ],
  },
  {
    field: 'fapiaoNumber',
    kind: 'text',
    names: ['发票号码', '发票号', '数电票号码', '数电发票号码', 'fapiao', 'fapiao number', 'tax invoice number'],
  },
  {
    field: 'issuedOn',
    kind: 'date',
    names: ['开票日期', '开票日', '单据日期', '日期', 'issued on', 'issue date', 'invoice date', 'date'],
  },
  {
    field: 'dueOn',
    kind: 'date',
    names: ['到期日', '到期日期', '付款到期日', '应付日期', 'due on', 'due date', 'due', 'payment due'],
  },
  {
    field: 'text',
    kind: 'text',
    names: [
      '货物或应税劳务名称',
      '项目名称',
      '摘要',
      '内容',
      '名称',
      '服务',
      'description',
      'text',
      'item',
      'service',
      'details',
    ],
  },
  {
    field: 'net',
    kind: 'money',
    names: ['不含税金额', '金额', '净额', 'net', 'net amount', 'amount excluding tax', 'amount'],
  },
  { field: 'taxRate', kind: 'number', names: ['税率', '征收率', 'tax rate', 'vat rate', 'vat %', 'rate'] },
  { field: 'tax', kind: 'money', names: ['税额', 'tax', 'vat', 'tax amount', 'vat amount'] },
  {
    field: 'total',
    kind: 'money',
    names: ['价税合计', '含税金额', '合计', '总金额', 'total', 'gross', 'total amount', 'amount due', 'gross amount'],
  },
  { field: 'currency', kind: 'text', names: ['币种', '货币', 'currency', 'ccy'] },
  {
    field: 'reference',
    kind: 'text',
    names: [
      '客户参考号',
      '采购单号',
      '合同号',
      '参考号',
      'reference',
      'po number',
      'customer reference',
      'order number',
      'po',
    ],
  },
]

const paymentTargets: readonly Target<PaymentColumn>[] = [
  {
    field: 'receivedOn',
    kind: 'date',
    names: [
      '交易日期',
      '交易时间',
      '记账日期',
      '入账日期',
      '日期',
      '收款日期',
      'date',
      'booking date',
      'value date',
      'transaction date',
      'posted',
      'received on',
    ],
  },
  {
    field: 'amount',
    kind: 'money',
    names: [
      '贷方发生额',
      '收入金额',
      '收入',
      '贷方金额',
      '收款金额',
      '交易金额',
      '金额',
      '贷方',
      'credit',
      'credit amount',
      'amount',
      'paid in',
      'money in',
      'received',
    ],
  },
  {
    field: 'paidOut',
    kind: 'money',
    names: [
      '借方发生额',
      '支出金额',
      '支出',
      '借方金额',
      '借方',
      'debit',
      'debit amount',
      'paid out',
      'money out',
      'withdrawal',
    ],
  },
  { field: 'currency', kind: 'text', names: ['币种', '货币', 'currency', 'ccy'] },
  {
    field: 'payerName',
    kind: 'text',
    names: [
      '对方户名',
      '对方名称',
      '付款人',
      '付款方',
      '付款人名称',
      '对方单位',
      '户名',
      'payer',
      'payer name',
      'counterparty',
      'counterparty name',
      'name',
      'sender',
    ],
  },
  {
    field: 'payerAccount',
    kind: 'text',
    names: [
      '对方账号',
      '对方帐号',
      '付款人账号',
      '付款账号',
      'payer account',
      'counterparty account',
      'iban',
      'account number',
      'sender account',
    ],
  },
  {
    field: 'reference',
    kind: 'text',
    names: [
      '摘要',
      '附言',
      '用途',
      '备注',
      '交易附言',
      '说明',
      'reference',
      'description',
      'remittance',
      'purpose',
      'details',
      'narrative',
      'memo',
      'payment reference',
    ],
  },
  {
    field: 'bankKey',
    kind: 'text',
    names: [
      '交易流水号',
      '流水号',
      '凭证号',
      '交易序号',
      '银行流水号',
      'transaction id',
      'transaction reference',
      'bank reference',
      'entry reference',
      'id',
    ],
  },
  {
    field: 'customer',
    kind: 'text',
    names: ['客户编号', '客户号', '客户', 'customer', 'customer number', 'customer no', 'account'],
  },
  { field: 'method', kind: 'text', names: ['收款方式', '结算方式', '支付方式', 'method', 'payment method', 'type'] },
]

const needed: Readonly<Record<MoneyImportKind, readonly (readonly string[])[]>> = {
  // One of each group must be there.
  invoices: [['customer'], ['issuedOn'], ['net', 'total']],
  payments: [['receivedOn'], ['amount']],
}

export type Mapping = readonly (string | null)[]

/** Which column holds what, by its name in either language and what stands in it. */
export function guessColumns(
  kind: MoneyImportKind,
  header: readonly string[],
  sample: readonly (readonly string[])[],
): Mapping {
  const targets: readonly MappingTarget[] = kind === 'invoices' ? invoiceTargets : paymentTargets
  return guessMapping(header, sample, targets).map(({ field }) => field)
}

/** A mapping typed by a person: fields of this kind, each once; what is none of them is not used. */
export function cleanMapping(kind: MoneyImportKind, columns: Mapping, width: number): Mapping {
  const known: readonly string[] = kind === 'invoices' ? InvoiceColumn.options : PaymentColumn.options
  return Array.from({ length: width }, (_, at) => {
    const field = columns[at] ?? null
    return field !== null && known.includes(field) && columns.indexOf(field) === at ? field : null
  })
}

export const missingColumns = (kind: MoneyImportKind, mapping: Mapping): string[] =>
  needed[kind].filter((group) => !group.some((field) => mapping.includes(field))).map(([first]) => first as string)
