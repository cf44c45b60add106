import { accountFieldSpecs, addressFieldSpecs, contactFieldSpecs } from './customer-fields.ts'
import type { FieldSpec } from './field-spec.ts'

const orderSpecs: readonly FieldSpec[] = [
  { field: 'order.key', zh: '订单号', en: 'Order number', group: 'order', kind: 'code', required: true, isKey: true, names: ['订单编号', '单号', '运单号', '委托单号', 'Order ID', 'Order No', 'Order Number', 'PO / SO #', 'PO/SO', 'Shipment ID', 'Order'] },
  { field: 'order.orderedOn', zh: '订单日期', en: 'Order date', group: 'order', kind: 'date', required: true, names: ['下单日期', '下单时间', '委托日期', '业务日期', 'Order Date', 'Ordered On', 'PO Sent to Vendor Date', 'Date'] },
  { field: 'order.reference', zh: '客户参考号', en: 'Reference', group: 'order', kind: 'code', names: ['参考号', 'Reference', 'Customer Reference', 'ASN/DN #'] },
  { field: 'order.status', zh: '订单状态', en: 'Order status', group: 'order', kind: 'text', names: ['状态', 'Order Status', 'Status'] },
  { field: 'order.currency', zh: '币种', en: 'Currency', group: 'order', kind: 'text', names: ['订单币种', 'Order Currency', 'Currency'] },
]

const lineSpecs: readonly FieldSpec[] = [
  { field: 'line.key', zh: '明细编号', en: 'Line key', group: 'line', kind: 'code', isKey: true, names: ['行号', '明细号', 'Row ID', 'Line ID', 'Line Number', 'ID'] },
  { field: 'line.service', zh: '服务类型', en: 'Service', group: 'line', kind: 'text', names: ['业务类型', '服务', 'Service', 'Service Type'] },
  { field: 'line.mode', zh: '运输方式', en: 'Mode', group: 'line', kind: 'text', names: ['运输模式', '发货方式', 'Ship Mode', 'Shipment Mode', 'Transport Mode', 'Mode', 'Service Level'] },
  { field: 'line.category', zh: '类别', en: 'Category', group: 'line', kind: 'text', names: ['产品类别', '品类', 'Category', 'Product Group', 'Product Category'] },
  { field: 'line.subCategory', zh: '子类别', en: 'Sub-category', group: 'line', kind: 'text', names: ['二级类别', 'Sub-Category', 'Subcategory', 'Sub Classification'] },
  { field: 'line.itemCode', zh: '产品编号', en: 'Item code', group: 'line', kind: 'code', names: ['商品编码', '物料号', '货号', 'Product ID', 'Item Code', 'SKU', 'Product Code'] },
  { field: 'line.item', zh: '产品名称', en: 'Item', group: 'line', kind: 'text', names: ['品名', '货物名称', '商品名称', 'Product Name', 'Item', 'Item Description', 'Description'] },
  { field: 'line.quantity', zh: '数量', en: 'Quantity', group: 'line', kind: 'number', names: ['件数', 'Quantity', 'Qty', 'Unit quantity', 'Line Item Quantity'] },
  { field: 'line.unit', zh: '单位', en: 'Unit', group: 'line', kind: 'text', names: ['计量单位', 'Unit', 'UoM', 'Unit of Measure'] },
  { field: 'line.amount', zh: '金额', en: 'Amount', group: 'line', kind: 'money', names: ['销售额', '收入', '应收金额', '运费收入', '总价', 'Sales', 'Amount', 'Revenue', 'Line Item Value', 'Total', 'Line Total'] },
  { field: 'line.cost', zh: '成本', en: 'Cost', group: 'line', kind: 'money', names: ['应付金额', '成本金额', 'Cost', 'COGS'] },
  { field: 'line.profit', zh: '利润', en: 'Profit', group: 'line', kind: 'money', names: ['毛利', 'Profit', 'Gross Profit', 'Margin'] },
  { field: 'line.discount', zh: '折扣', en: 'Discount', group: 'line', kind: 'number', names: ['折扣率', 'Discount'] },
  { field: 'line.weightKg', zh: '重量（千克）', en: 'Weight (kg)', group: 'line', kind: 'number', names: ['重量', '毛重', '计费重量', 'Weight', 'Weight (Kilograms)', 'Weight kg', 'Gross Weight'] },
  { field: 'line.freight', zh: '运费', en: 'Freight', group: 'line', kind: 'money', names: ['运输费', 'Freight', 'Freight Cost', 'Freight Cost (USD)', 'Shipping Cost'] },
  { field: 'line.origin', zh: '起运地', en: 'Origin', group: 'line', kind: 'text', names: ['始发地', '发货地', '起运港', '装货港', 'Origin', 'Origin Port', 'From', 'Port of Loading', 'Manufacturing Site'] },
  { field: 'line.destination', zh: '目的地', en: 'Destination', group: 'line', kind: 'text', names: ['到达地', '收货地', '目的港', '卸货港', 'Destination', 'Destination Port', 'To', 'Port of Discharge', 'City'] },
  { field: 'line.region', zh: '区域', en: 'Region', group: 'line', kind: 'text', names: ['大区', 'Region', 'Area'] },
  { field: 'line.promisedOn', zh: '承诺送达日', en: 'Promised on', group: 'line', kind: 'date', names: ['要求到货日期', '预计送达', 'Promised Date', 'Due Date', 'Scheduled Delivery Date', 'Required Date'] },
  { field: 'line.shippedOn', zh: '发货日期', en: 'Shipped on', group: 'line', kind: 'date', names: ['发运日期', '起运日期', 'Ship Date', 'Shipped Date', 'Dispatch Date'] },
  { field: 'line.deliveredOn', zh: '送达日期', en: 'Delivered on', group: 'line', kind: 'date', names: ['签收日期', '到货日期', 'Delivered Date', 'Delivery Date', 'Delivered to Client Date'] },
]

/** In such a file "ID", "City" and "Unit" belong to the line, and currency to the order. */
const takenByOrders = new Set(['ID', 'Key', '单位', 'City', 'Project Code'])
const customerSpecs = accountFieldSpecs
  .filter((spec) => spec.field !== 'currency')
  .map((spec) => ({
    ...spec,
    required: false,
    names:
      spec.field === 'externalKey'
        ? ['Project Code', 'Customer', '客户', ...spec.names.filter((name) => !takenByOrders.has(name))]
        : spec.names.filter((name) => !takenByOrders.has(name) && (spec.field !== 'name' || name !== 'Customer')),
  }))

export const customersAndOrdersFields: readonly FieldSpec[] = [
  ...orderSpecs,
  ...lineSpecs,
  ...customerSpecs,
  ...contactFieldSpecs,
  ...addressFieldSpecs.map((spec) => ({ ...spec, names: spec.names.filter((name) => !takenByOrders.has(name)) })),
]
